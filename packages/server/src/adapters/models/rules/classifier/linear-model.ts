import { gunzipSync, gzipSync } from 'node:zlib';
import { BUCKETS, type Features } from './features.ts';

/** A label with its weights: one signed byte for each bucket, times `scale`. */
export type LinearLabel = { readonly bias: number; readonly scale: number; readonly weights: Int8Array };

/** One logistic regression for each label. */
export type LinearModel<Label extends string> = Readonly<Record<Label, LinearLabel>>;

type Head = { readonly label: string; readonly bias: number; readonly scale: number };

/** How sure the model is that the features have the label, from 0 to 1. */
export function probabilityOf({ bias, scale, weights }: LinearLabel, { buckets, values }: Features): number {
  let sum = 0;
  for (let at = 0; at < buckets.length; at += 1) sum += (weights[buckets[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return 1 / (1 + Math.exp(-(sum * scale + bias)));
}

/** The model as the bytes of a file: a line of JSON, then the weights of each label, all packed. */
export function packedModel(model: Readonly<Record<string, LinearLabel>>): Buffer {
  const labels = Object.entries(model);
  const heads: Head[] = labels.map(([label, { bias, scale }]) => ({ label, bias, scale }));
  const weights = labels.map(([, each]) => Buffer.from(each.weights.buffer, each.weights.byteOffset, BUCKETS));
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(heads)}\n`), ...weights]), { level: 9 });
}

/** Reads what `packedModel` wrote. Throws where a label is missing or the bytes are no such file. */
export function unpackedModel<Label extends string>(packed: Buffer, labels: readonly Label[]): LinearModel<Label> {
  const bytes = gunzipSync(packed);
  const end = bytes.indexOf('\n');
  const heads = JSON.parse(bytes.subarray(0, end).toString()) as Head[];
  const read = (label: Label): [Label, LinearLabel] => {
    const at = heads.findIndex((head) => head.label === label);
    const head = heads[at];
    if (head === undefined) throw new Error(`The classifier has no label ${label}`);
    const start = end + 1 + at * BUCKETS;
    return [
      label,
      { bias: head.bias, scale: head.scale, weights: new Int8Array(bytes.subarray(start, start + BUCKETS)) },
    ];
  };
  // The entries are those of the labels, each once.
  return Object.fromEntries(labels.map(read)) as LinearModel<Label>;
}
