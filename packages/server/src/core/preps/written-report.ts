import type { Engine } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import { occursIn } from '../text/plain-text.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ResearchReport } from '../research/ports.ts';
import { composedReport, planFor } from './composed-report.ts';
import type { ReportFacts, ReportWriter } from './prep-workflow.ts';
import { checkReport } from './report-check.ts';
import { textsOf } from './report-texts.ts';
import type { PrepReport } from './report.ts';
import { prepWriting, type Writing, type WritingFacts } from './writing.ts';

const TEXT_CHARACTERS = 14_000;

type Numbers = { readonly posting: number; readonly resume: number; readonly firstWeb: number };
type Requirement = PrepReport['role']['keyRequirements'][number];
type Place = {
  readonly base: PrepReport;
  readonly facts: ReportFacts;
  readonly numbers: Numbers;
  readonly requirements: ReadonlyMap<string, Requirement>;
};

/**
 * Writes the document with an engine. Rules make the draft; a language model rewords it, code puts the words in their
 * places, drops what has no source, and validates every section. What does not pass is repaired once, then fails with
 * `prep_not_written`.
 */
export function reportWriter(engine: Engine): ReportWriter {
  return async (facts, call) => {
    const base = composedReport(facts);
    const draft = draftOf(base);
    let faults: string[] = [];
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const {
        answer,
        by,
        provenance: asked,
      } = await engine.runDecision(prepWriting, writingFacts(facts, { base, draft, faults }), call);
      if (by === 'rules') return base;
      if (by === 'fallback') break;
      const report = written(answer, { base, facts, modelId: asked?.modelId });
      faults = checkReport(report, textsOf(facts));
      if (faults.length === 0) return report;
    }
    throw new ServiceError('prep_not_written', { cause: faults });
  };
}

function writingFacts(
  { posting, resume, research }: ReportFacts,
  { base, draft, faults }: { base: PrepReport; draft: Writing; faults: readonly string[] },
): WritingFacts {
  const { title, company, location, description = '' } = posting;
  return {
    posting: { title, text: description.slice(0, TEXT_CHARACTERS), ...defined({ company, location }) },
    requirements: base.role.keyRequirements.map(({ requirementId: id, text, importance }) => ({
      id,
      text,
      importance,
    })),
    ...(resume === undefined ? {} : { resume: resume.text.slice(0, TEXT_CHARACTERS) }),
    companyFacts: (research?.facts ?? []).map(({ section, text }, index) => ({ number: index + 1, section, text })),
    draft,
    faults: faults.slice(0, 12),
  };
}

/** The words of a composed report, in the shape in which they are asked for. */
export function draftOf({ role, match, questions, toAsk }: PrepReport): Writing {
  const idOf = (text: string) =>
    role.keyRequirements.find((requirement) => requirement.text === text)?.requirementId ?? '';
  return {
    summary: role.summary,
    questions: questions.map(({ question, family = 'role', why, looksFor, outline, quotes = [] }) => ({
      question,
      family,
      why,
      looksFor: looksFor.slice(0, 6),
      outline,
      quotes: quotes.map(({ text }) => text),
      factNumbers: [],
    })),
    strengths: match.strengths.map(({ requirement, shown, quotes, note }) => ({
      requirementId: idOf(requirement),
      shown,
      quotes: quotes.map(({ text }) => text),
      note,
    })),
    gaps: match.gaps.map(({ requirement, advice }) => ({ requirementId: idOf(requirement), advice })),
    toAsk: toAsk.map(({ question, why }) => ({ question, why, factNumbers: [] })),
  };
}

function written(
  writing: Writing,
  { base, facts, modelId }: { base: PrepReport; facts: ReportFacts; modelId: string | undefined },
): PrepReport {
  const { resume, research } = facts;
  const numbers: Numbers = { posting: 1, resume: 2, firstWeb: resume === undefined ? 2 : 3 };
  const place: Place = {
    base,
    facts,
    numbers,
    requirements: new Map(base.role.keyRequirements.map((requirement) => [requirement.requirementId, requirement])),
  };
  const company = companyPart(research, numbers);
  const match = matchOf(writing, place);
  const questions = writing.questions.map((question) => questionOf(question, place));
  return {
    meta: { ...base.meta, madeBy: 'model', notice: noticeOf(modelId, facts) },
    role: { ...base.role, summary: writing.summary, sourceNumbers: [numbers.posting] },
    ...defined({ company }),
    match,
    questions,
    toAsk: writing.toAsk.map(({ question, why, factNumbers }) => ({
      question,
      why,
      sourceNumbers: groundOf(factNumbers, place),
    })),
    plan: planFor(match, questions),
    sources: [
      ...base.sources.filter(({ kind }) => kind === 'posting' || kind === 'resume'),
      ...webSources(research, numbers),
    ],
    notFound: notFoundOf(base, research),
  };
}

function noticeOf(modelId: string | undefined, { resume, research }: ReportFacts): string {
  const pages = research?.sources.length ?? 0;
  const from = [
    'the advert',
    ...(resume === undefined ? [] : ['your résumé']),
    ...(pages === 0 ? [] : [pages === 1 ? 'one public page' : `${pages} public pages`]),
  ];
  const listed = from.length === 1 ? from.join() : `${from.slice(0, -1).join(', ')} and ${from.at(-1)}`;
  return (
    `Written by a language model${modelId === undefined ? '' : ` (${modelId})`} from ${listed}. Quotes and ` +
    'sources were checked by code; the rest can be wrong, so check what matters to you.'
  );
}

function companyPart(research: ResearchReport | undefined, { firstWeb }: Numbers): PrepReport['company'] {
  if (research === undefined || research.facts.length === 0) return undefined;
  return {
    facts: research.facts.map(({ section, text, sourceNumbers }) => ({
      section,
      text,
      sourceNumbers: sourceNumbers.map((number) => number + firstWeb - 1),
    })),
  };
}

function webSources(research: ResearchReport | undefined, { firstWeb }: Numbers): PrepReport['sources'] {
  return (research?.sources ?? []).map(({ number, title, url, fetchedOn }) => ({
    number: number + firstWeb - 1,
    title,
    ...(url.startsWith('https://') ? { url } : {}),
    fetchedOn,
    kind: 'web' as const,
  }));
}

/** The sources of a statement: the pages of the company facts it names, or else the advert. */
function groundOf(factNumbers: readonly number[], { facts, numbers }: Place): number[] {
  const pages = factNumbers.flatMap((number) => facts.research?.facts[number - 1]?.sourceNumbers ?? []);
  return pages.length === 0
    ? [numbers.posting]
    : [...new Set(pages)].map((number) => number + numbers.firstWeb - 1).toSorted((a, b) => a - b);
}

/** Only words that stand in the résumé are quotes. */
function quotesIn(found: readonly string[], { facts }: Place): { text: string; source: 'resume' }[] {
  const text = facts.resume?.text ?? '';
  return found.filter((quote) => occursIn(quote, text)).map((quote) => ({ text: quote, source: 'resume' as const }));
}

function questionOf(
  { question, family, why, looksFor, outline, quotes, factNumbers }: Writing['questions'][number],
  place: Place,
): PrepReport['questions'][number] {
  const found = quotesIn(quotes, place).slice(0, 3);
  const ground = groundOf(factNumbers, place);
  return {
    question,
    family,
    why,
    looksFor,
    outline,
    ...(found.length === 0 ? {} : { quotes: found }),
    sourceNumbers: [...new Set([...ground, ...(found.length === 0 ? [] : [place.numbers.resume])])],
  };
}

/** Each requirement once: shown where there are words for it, else a gap. What the model left out keeps the draft's words. */
function matchOf({ strengths, gaps }: Writing, place: Place): PrepReport['match'] {
  const { base, numbers, requirements, facts } = place;
  if (facts.resume === undefined) {
    const advice = new Map(
      gaps.map(({ requirementId, advice: words }) => [requirements.get(requirementId)?.text, words]),
    );
    return {
      ...base.match,
      gaps: base.match.gaps.map((gap) => ({ ...gap, advice: advice.get(gap.requirement) ?? gap.advice })),
    };
  }
  const sourceNumbers = [numbers.posting, numbers.resume];
  const shown: PrepReport['match']['strengths'] = [];
  const missing: PrepReport['match']['gaps'] = [];
  for (const { requirementId, text, importance } of requirements.values()) {
    const strength = strengths.find((entry) => entry.requirementId === requirementId);
    const quotes = quotesIn(strength?.quotes ?? [], place);
    if (strength !== undefined && quotes.length > 0) {
      shown.push({ requirement: text, shown: strength.shown, quotes, note: strength.note, sourceNumbers });
      continue;
    }
    const advice =
      gaps.find((entry) => entry.requirementId === requirementId)?.advice ??
      base.match.gaps.find(({ requirement }) => requirement === text)?.advice;
    missing.push({
      requirement: text,
      importance,
      advice: advice ?? 'Your résumé has no words for it yet. Have one occasion ready.',
      sourceNumbers,
    });
  }
  return { strengths: shown, gaps: missing, withoutResume: false };
}

function notFoundOf(base: PrepReport, research: ResearchReport | undefined): string[] {
  // The first line of a composed report says that nothing was looked up, which is the researcher's to say here.
  return [...(research?.notFound ?? base.notFound.slice(0, 1)), ...base.notFound.slice(1)].slice(0, 20);
}
