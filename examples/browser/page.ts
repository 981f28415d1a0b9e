/** The element of the page with an id. */
export function find(id: string): HTMLElement;
export function find<Kind extends HTMLElement>(id: string, kind: abstract new () => Kind): Kind;
export function find(id: string, kind: abstract new () => HTMLElement = HTMLElement): HTMLElement {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new TypeError(
    `the page expects a ${kind.name} with id ${id} (received ${element === null ? 'none' : 'another'})`,
  );
}

export function percent(share: number, digits: number = 0): string {
  return `${(share * 100).toFixed(digits)} %`;
}
