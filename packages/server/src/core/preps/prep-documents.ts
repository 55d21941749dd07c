import type { ObjectStore, PresignedFile, StoredObject } from '../objects/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

type Form = 'pdf' | 'md';
const FORMS: readonly Form[] = ['pdf', 'md'];

/** A document in the object store, in its forms. */
export type PrepDocuments = {
  put(forms: Readonly<Record<Form, Uint8Array>>): Promise<void>;
  open(form: Form): Promise<StoredObject | undefined>;
  presigned(form: Form, file: PresignedFile): Promise<string | undefined>;
  remove(): Promise<void>;
};

/** Where the document of a task is kept. */
export function prepDocuments(objects: ObjectStore, scope: Scope, prepId: string): PrepDocuments {
  const key = (form: Form): string => `preps/${prepId}.${form}`;
  return {
    async put(forms) {
      for (const form of FORMS) await objects.put(scope, key(form), forms[form]);
    },
    open: (form) => objects.open(scope, key(form)),
    presigned: (form, file) => objects.presignedRead(scope, key(form), file),
    async remove() {
      for (const form of FORMS) await objects.remove(scope, key(form));
    },
  };
}
