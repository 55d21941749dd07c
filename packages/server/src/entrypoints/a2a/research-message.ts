import type { Message } from '@a2a-js/sdk';
import { ContentTypeNotSupportedError, RequestMalformedError } from '@a2a-js/sdk/errors';
import type { ResearchRequest } from '../../core/research/ports.ts';
import { checkedRequest } from '../../core/research/research-request.ts';

const NO_POSTING = 'An open position';
const TITLE_CHARACTERS = 300;

/**
 * What a message asks for: its data part, `{company, posting: {title, text}}`, or its text, where the first line is the
 * company and the rest the posting. Files and addresses are refused, not fetched. Throws an A2A error or `validation_failed`.
 */
export function requestIn({ parts }: Pick<Message, 'parts'>): ResearchRequest {
  const contents = parts.flatMap(({ content }) => content ?? []);
  if (contents.some(({ $case }) => $case === 'raw' || $case === 'url'))
    throw new ContentTypeNotSupportedError('Send the company and the posting as data or as text, not as a file.');
  const data = contents.filter(({ $case }) => $case === 'data');
  if (data.length > 1) throw new RequestMalformedError('One data part is read, and there are several.');
  const [one] = data;
  return one === undefined
    ? requestInText(contents.flatMap(({ $case, value }) => ($case === 'text' ? String(value) : [])).join('\n'))
    : checkedRequest(one.value);
}

function requestInText(text: string): ResearchRequest {
  const [company = '', ...rest] = text.trim().split(/\r?\n/u);
  const posting = rest.join('\n').trim();
  const title = posting.split('\n', 1)[0]?.trim().slice(0, TITLE_CHARACTERS) ?? '';
  return checkedRequest({
    company: company.trim(),
    posting: { title: title === '' ? NO_POSTING : title, text: posting },
  });
}
