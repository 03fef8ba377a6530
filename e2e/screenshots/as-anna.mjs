// @ts-check
/** Loaded before the application: the pictures show the same user on every machine. */
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const real = os.userInfo();
Object.assign(os, { userInfo: () => ({ ...real, username: 'anna' }) });
syncBuiltinESMExports();
