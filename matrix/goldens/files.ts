/** `node:fs` of a page: files are those of its server. */
export function readFileSync(url: URL): string {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  return request.responseText;
}
