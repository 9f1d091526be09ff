import type { Sample } from '../dataset/sample.ts';

/** A sample with some or all of its responses, in another order; what people said of them stays behind. */
export function arrangeResponses({ labels: _, ...sample }: Sample, order: readonly number[]): Sample {
  const { responses, responseNames } = sample;
  return {
    ...sample,
    responses: picked(responses, order),
    ...(responseNames && { responseNames: picked(responseNames, order) }),
  };
}

/** The same of the instructions that ComplexityScorer compares. */
export function arrangeInstructions({ labels: _, ...sample }: Sample, order: readonly number[]): Sample {
  const { instruction, instructions = [instruction] } = sample;
  return { ...sample, instructions: picked(instructions, order) };
}

function picked(texts: readonly string[], order: readonly number[]): string[] {
  return order.map((position) => texts[position] ?? '');
}
