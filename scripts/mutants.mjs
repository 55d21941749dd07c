/** Finds the small faults that can be planted in a source file, and writes all of them into it, each behind a switch. */
import ts from 'typescript';

const { SyntaxKind: Kind } = ts;

/** What stands instead of an operator. A wrong `+` of texts is noticed too easily to be worth a run. */
const SWAPS = new Map([
  [Kind.AmpersandAmpersandToken, ['||']],
  [Kind.BarBarToken, ['&&']],
  [Kind.QuestionQuestionToken, ['&&']],
  [Kind.EqualsEqualsEqualsToken, ['!==']],
  [Kind.ExclamationEqualsEqualsToken, ['===']],
  [Kind.LessThanToken, ['<=', '>=']],
  [Kind.LessThanEqualsToken, ['<', '>']],
  [Kind.GreaterThanToken, ['>=', '<=']],
  [Kind.GreaterThanEqualsToken, ['>', '<']],
  [Kind.PlusToken, ['-']],
  [Kind.MinusToken, ['+']],
  [Kind.AsteriskToken, ['/']],
  [Kind.SlashToken, ['*']],
  [Kind.PercentToken, ['*']],
  [Kind.PlusEqualsToken, ['-=']],
  [Kind.MinusEqualsToken, ['+=']],
]);
const isText = (node) =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || (ts.isBinaryExpression(node) && isText(node.left));

/** What stands instead of an expression. */
function replacements(node) {
  const source = (part) => part.getText();
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === Kind.PlusEqualsToken || node.operatorToken.kind === Kind.MinusEqualsToken)
      return SWAPS.get(node.operatorToken.kind).map((sign) => `${source(node.left)} ${sign} ${source(node.right)}`);
    if (isText(node.left) || isText(node.right)) return [];
    return (SWAPS.get(node.operatorToken.kind) ?? []).map(
      (sign) => `(${source(node.left)}) ${sign} (${source(node.right)})`,
    );
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken) return [source(node.operand)];
  if (node.kind === Kind.TrueKeyword) return ['false'];
  if (node.kind === Kind.FalseKeyword) return ['true'];
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    return [String(value < 100 ? value + 1 : value * 2)];
  }
  return [];
}

/** What stands instead of a condition. A loop is never made endless on purpose. */
function conditionReplacements(node) {
  const { parent } = node;
  const isCondition =
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    (ts.isIfStatement(parent) && parent.expression === node);
  if (isCondition) return ['true', 'false'];
  const isLoop =
    (ts.isWhileStatement(parent) && parent.expression === node) ||
    (ts.isForStatement(parent) && parent.condition === node);
  return isLoop ? ['false'] : [];
}

function isRemovable(node) {
  if (ts.isThrowStatement(node) || ts.isContinueStatement(node)) return true;
  if (!ts.isExpressionStatement(node) || ts.isStringLiteral(node.expression)) return false;
  return !(ts.isCallExpression(node.expression) && node.expression.expression.kind === Kind.SuperKeyword);
}

const isPropertyName = (node) => node.parent.name === node && 'name' in node.parent;

/**
 * The text of a file with its faults: `code`, where `__fault(id)` says whether a fault is planted, and `faults` with their
 * places. Numbers begin at `firstId`.
 */
export function withFaults(text, { path, firstId }) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const faults = [];
  const add = (node, becomes) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    const was = node.getText().replaceAll(/\s+/gu, ' ').slice(0, 90);
    faults.push({
      id: firstId + faults.length,
      path,
      line: line + 1,
      was,
      becomes: becomes.replaceAll(/\s+/gu, ' ').slice(0, 90),
    });
    return `__fault(${faults.at(-1).id})`;
  };
  const inside = (node) => {
    let code = '';
    let at = node.getStart();
    node.forEachChild((child) => {
      code += text.slice(at, child.getStart()) + write(child);
      at = child.getEnd();
    });
    return code + text.slice(at, node.getEnd());
  };
  const write = (node) => {
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node))
      return node.getText();
    if (ts.isImportDeclaration(node) || isPropertyName(node)) return node.getText();
    const code = inside(node);
    if (isRemovable(node)) return `{ if (!${add(node, '')}) { ${code} } }`; // a block, so that no `else` behind it changes sides
    const others = [...replacements(node), ...conditionReplacements(node)];
    return others.length === 0
      ? code
      : `(${others.map((other) => `${add(node, other)} ? (${other}) : `).join('')}(${code}))`;
  };
  return { code: inside(file), faults };
}
