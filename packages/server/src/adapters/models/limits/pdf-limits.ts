import type { PdfLimits } from '../../../core/engine/model.ts';

const pictures = { unreadFilters: [] } as const;
const mebibyte = 1024 * 1024;

/**
 * What each vendor refuses of a PDF, as its documentation has it. A request carries the file in base64, a third larger,
 * and a conversation beside it.
 */
export const pdfLimits = {
  /**
   * 32 MB a request, 100 pages with a context of 200,000 tokens, no encryption:
   * https://platform.claude.com/docs/en/build-with-claude/pdf-support
   */
  claude: { bytes: 20 * mebibyte, pages: 100, encrypted: false, ...pictures },
  /**
   * 4.5 MB a document, which newer Claude models and Nova exceed:
   * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-api-restrictions.html
   */
  olderClaudeOnBedrock: { bytes: 4_500_000, pages: 100, encrypted: false, ...pictures },
  /**
   * 25 MB a request, no JPEG 2000 and no JBIG2: https://docs.aws.amazon.com/nova/latest/userguide/modalities-document.html
   */
  nova: { bytes: 15 * mebibyte, pages: 100, encrypted: false, unreadFilters: ['JPXDecode', 'JBIG2Decode'] },
} as const satisfies Record<string, PdfLimits>;
