import type { Span } from './spans.ts';

/** Headings of the parts of a résumé. Labels of a table have them on one side only, columns of a page on both. */
const HEADINGS: ReadonlySet<string> = new Set(
  (
    'contact|contact details|contact info|contact information|personal details|personal information|about|about me|profile|' +
    'professional profile|summary|professional summary|career summary|objective|experience|work experience|' +
    'professional experience|employment|employment history|work history|career history|education|education and training|' +
    'qualifications|training|certifications|certificates|licences|licenses|skills|key skills|technical skills|soft skills|' +
    'core skills|competencies|languages|interests|hobbies|awards|achievements|projects|publications|references|' +
    'volunteering|volunteer experience|memberships|courses|tools|' +
    'kontakt|kontaktdaten|persönliche daten|zur person|profil|über mich|kurzprofil|berufserfahrung|erfahrung|werdegang|' +
    'beruflicher werdegang|ausbildung|bildung|studium|weiterbildung|kenntnisse|fähigkeiten|kompetenzen|sprachen|' +
    'sprachkenntnisse|interessen|hobbys|ehrenamt|zertifikate|projekte|referenzen|edv-kenntnisse|' +
    'coordonnées|à propos|expérience|expériences|expérience professionnelle|expériences professionnelles|formation|' +
    'formations|diplômes|compétences|langues|loisirs|centres d’intérêt|intérêts|bénévolat|projets|références|' +
    'contacto|datos personales|perfil|sobre mí|experiencia|experiencia laboral|experiencia profesional|educación|' +
    'formación|formación académica|habilidades|competencias|idiomas|intereses|aficiones|referencias|cursos|proyectos|' +
    'contato|contatos|dados pessoais|resumo|experiência|experiência profissional|formação|formação acadêmica|educação|' +
    'competências|habilidades|idiomas|interesses|contatti|profilo|esperienza|esperienze|esperienza professionale|' +
    'esperienze professionali|istruzione|formazione|competenze|lingue|interessi|' +
    'werkervaring|ervaring|opleiding|opleidingen|vaardigheden|talen|profiel|over mij|kontakty|doświadczenie|' +
    'doświadczenie zawodowe|wykształcenie|umiejętności|języki|zainteresowania|o mnie|erfarenhet|arbetslivserfarenhet|' +
    'utbildning|kompetenser|språk|erfaring|arbejdserfaring|uddannelse|utdanning|kompetencer|sprog'
  ).split('|'),
);

/** Whether both sides of a gutter have a heading of their own, alone on its line of that side. */
export function haveHeadings(left: readonly Span[], right: readonly Span[]): boolean {
  return [left, right].every((side) => side.some((span) => isHeading(span, side)));
}

function isHeading({ text, y, size }: Span, side: readonly Span[]): boolean {
  const words = text
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll("'", '’');
  return HEADINGS.has(words) && side.filter((span) => Math.abs(span.y - y) < size * 0.45).length === 1;
}
