/** The same plain name for everyone: a name would be the one thing that anybody sees of a sealed file. */
export const fileName = 'plan.sealed';

/** Offers bytes as a file to save. The browser's list of downloads will hold the file's name and ours, nothing else. */
export function saveFile(bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken the bytes by then.
  window.setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
