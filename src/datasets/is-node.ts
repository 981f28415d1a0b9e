/** Whether there is a file system, and Node's modules for it. */
export function isNode(): boolean {
  return typeof process !== 'undefined' && Boolean(process.versions?.node);
}
