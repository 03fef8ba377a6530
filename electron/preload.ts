import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Answer, CHANNELS, SynapseBridge } from '../shared/contract/contract.ts';

/** Written out, as the sandbox loads one file: the type makes sure that they are the names the contract has. */
const channels: typeof CHANNELS = {
  request: 'synapse:request',
  push: 'synapse:push',
  drop: 'synapse:drop',
};

/** All that the window gets of the main process. */
const bridge: SynapseBridge = {
  request: (name, args) => ipcRenderer.invoke(channels.request, name, args),
  onPush: (listener) => {
    const forward = (_event: unknown, json: unknown): void => {
      if (typeof json === 'string') listener(json);
    };
    ipcRenderer.on(channels.push, forward);
    return () => {
      ipcRenderer.off(channels.push, forward);
    };
  },
  // Only a file that the user really dropped has a path; one made by a script has none.
  drop: (file): Promise<Answer<never>> => ipcRenderer.invoke(channels.drop, webUtils.getPathForFile(file)),
};

contextBridge.exposeInMainWorld('synapse', bridge);
