/** The main program of a child process: gets its arguments by message, runs one task, sends its result. */
interface TaskModule {
  readonly task: (args: unknown) => unknown;
}

const [, , name] = process.argv;

process.once('message', (message: { readonly args: unknown }) => {
  void run(message.args);
});

async function run(args: unknown): Promise<void> {
  const { task } = (await import(`./${name}`)) as TaskModule;
  const value = await task(args);
  process.send?.({ value }, () => process.disconnect());
}
