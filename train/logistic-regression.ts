import { BUCKETS, type Features } from '../packages/server/src/adapters/models/rules/classifier/features.ts';
import type { LinearLabel } from '../packages/server/src/adapters/models/rules/classifier/linear-model.ts';

/** `weight` says how much an example counts beside others. */
export type Example = { readonly features: Features; readonly isA: boolean; readonly weight: number };

export type Settings = { readonly epochs: number; readonly rate: number; readonly decay: number };

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Fits a logistic regression by stochastic gradient descent with one rate for each weight (Adagrad). */
export function fitted(examples: readonly Example[], { epochs, rate, decay }: Settings): LinearLabel {
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-6);
  let bias = 0;
  let biasSquares = 1e-6;
  const random = seededNumbers(7);
  const order = examples.map((_example, index) => index);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const { buckets, values } = example.features;
      let sum = bias;
      for (let at = 0; at < buckets.length; at += 1) sum += (weights[buckets[at] ?? 0] ?? 0) * (values[at] ?? 0);
      const error = (1 / (1 + Math.exp(-sum)) - (example.isA ? 1 : 0)) * example.weight;
      for (let at = 0; at < buckets.length; at += 1) {
        const bucket = buckets[at] ?? 0;
        const weight = weights[bucket] ?? 0;
        const gradient = error * (values[at] ?? 0) + decay * weight;
        const square = (squares[bucket] ?? 0) + gradient * gradient;
        squares[bucket] = square;
        weights[bucket] = weight - (rate * gradient) / Math.sqrt(square);
      }
      biasSquares += error * error;
      bias -= (rate * error) / Math.sqrt(biasSquares);
    }
  }
  return quantised(weights, bias);
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

/** Each weight in a signed byte. The few that are far out are cut, so that the many keep their differences. */
function quantised(weights: Float64Array, bias: number): LinearLabel {
  const sizes = weights.map(Math.abs).toSorted();
  const scale = Math.max(1e-9, (sizes[Math.floor(sizes.length * 0.9995)] ?? 0) / 127);
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
  return { bias: Number(bias.toPrecision(8)), scale: Number(scale.toPrecision(8)), weights: bytes };
}
