import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { identity, rectangle } from './geometry.ts';
import { fillPaint } from './graphics-state.ts';
import { number, numbers, record, type OperatorList } from './operands.ts';
import { PageWalk, type PageFacts } from './page-walk.ts';
import { rgbOf } from './paint.ts';

/** Walks a page's operators as a painter would, and says of every glyph where it is and whether it can be seen. */
export function walkedPage(operators: OperatorList, facts: PageFacts): ReturnType<PageWalk['walked']> {
  const walk = new PageWalk(facts);
  operators.fnArray.forEach((operator, index) => {
    const given = operators.argsArray[index];
    walk.step(index, () => actions.get(operator)?.(walk, Array.isArray(given) ? given : []));
  });
  return walk.walked();
}

type Action = (walk: PageWalk, given: readonly unknown[]) => void;

/** Every operator that moves, paints, hides or shows. What is not here does none of these. */
const actions = new Map<number, Action>([
  [OPS.save, (walk) => walk.save()],
  [OPS.restore, (walk) => walk.restore()],
  [OPS.transform, (walk, given) => walk.transform(given)],
  [OPS.setGState, (walk, given) => walk.graphicsState(given[0])],
  [OPS.setLineWidth, (walk, given) => void (walk.state.lineWidth = number(given[0]))],
  [OPS.setFillRGBColor, (walk, given) => void (walk.state.fill = rgbOf(given[0]))],
  [OPS.setStrokeRGBColor, (walk, given) => void (walk.state.stroke = rgbOf(given[0]))],
  [OPS.setFillColorN, (walk) => void (walk.state.fill = undefined)],
  [OPS.setStrokeColorN, (walk) => void (walk.state.stroke = undefined)],
  [OPS.setFillTransparent, (walk) => void (walk.state.fillAlpha = 0)],
  [OPS.setStrokeTransparent, (walk) => void (walk.state.strokeAlpha = 0)],
  [OPS.beginText, (walk) => walk.textMatrix(identity)],
  [OPS.setFont, (walk, given) => walk.font(given[0], given[1])],
  [OPS.setCharSpacing, (walk, given) => void (walk.state.characterSpacing = number(given[0]))],
  [OPS.setWordSpacing, (walk, given) => void (walk.state.wordSpacing = number(given[0]))],
  [OPS.setHScale, (walk, given) => void (walk.state.widthScale = number(given[0]) / 100)],
  [OPS.setLeading, (walk, given) => void (walk.state.leading = -number(given[0]))],
  [OPS.setTextRise, (walk, given) => void (walk.state.rise = number(given[0]))],
  [OPS.setTextRenderingMode, (walk, given) => void (walk.state.renderMode = number(given[0]))],
  [OPS.setTextMatrix, (walk, given) => walk.textMatrix(given[0])],
  [OPS.moveText, (walk, given) => walk.nextLine(number(given[0]), number(given[1]))],
  [
    OPS.setLeadingMoveText,
    (walk, given) => {
      walk.state.leading = number(given[1]);
      walk.nextLine(number(given[0]), number(given[1]));
    },
  ],
  [OPS.nextLine, (walk) => walk.nextLine(0, walk.state.leading)],
  [OPS.showText, (walk, given) => walk.text(given[0])],
  [OPS.clip, (walk) => walk.clipNext('nonzero')],
  [OPS.eoClip, (walk) => walk.clipNext('evenodd')],
  [OPS.constructPath, (walk, given) => walk.path(given[0], given[1])],
  [OPS.shadingFill, (walk) => walk.shading()],
  [OPS.paintFormXObjectBegin, (walk, given) => walk.enterForm(given[0], given[1])],
  [OPS.paintFormXObjectEnd, (walk) => walk.restore()],
  [OPS.beginGroup, (walk, given) => walk.enterGroup(given[0])],
  [OPS.endGroup, (walk) => walk.restore()],
  [OPS.beginAnnotation, (walk, given) => walk.enterAnnotation(given)],
  [OPS.endAnnotation, (walk) => walk.leaveAnnotation()],
  [OPS.beginMarkedContent, (walk) => walk.enterContent(true)],
  [OPS.beginMarkedContentProps, (walk, given) => walk.enterContent(given[0] !== 'OC' || walk.layer(given[1]))],
  [OPS.endMarkedContent, (walk) => walk.leaveContent()],
  [OPS.paintImageXObject, (walk) => walk.picture(identity, false)],
  [OPS.paintInlineImageXObject, (walk) => walk.picture(identity, false)],
  [OPS.paintImageMaskXObject, (walk) => walk.picture(identity, true)],
  [
    OPS.paintSolidColorImageMask,
    (walk) => walk.paint(rectangle([0, 0, 1, 1], walk.state.transform), fillPaint(walk.state)),
  ],
  [
    OPS.paintInlineImageXObjectGroup,
    (walk, given) => {
      for (const entry of Array.isArray(given[1]) ? given[1] : []) {
        const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(record(entry)['transform']);
        walk.picture([a, b, c, d, e, f], false);
      }
    },
  ],
  [
    OPS.paintImageXObjectRepeat,
    (walk, given) => {
      const places = numbers(given[3]);
      for (let index = 0; index + 1 < places.length; index += 2) {
        walk.picture([number(given[1]), 0, 0, number(given[2]), places[index] ?? 0, places[index + 1] ?? 0], false);
      }
    },
  ],
]);
