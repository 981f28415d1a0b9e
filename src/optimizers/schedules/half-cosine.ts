/** Half a cosine wave: 1 where nothing is completed, 0 where all is. */
export function halfCosine(completed: number): number {
  return 0.5 * (1 + Math.cos(Math.PI * completed));
}
