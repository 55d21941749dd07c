import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descriptionText, htmlText, pageFacts, pageText } from './html-text.ts';
import { decodeEntities, htmlTokens } from './html-tokens.ts';

describe('HTML as text', () => {
  it.each([
    [
      '<p>You lead a ward.</p><p>Requirements</p><ul><li>Three years of nursing</li><li><p>A ' +
        '<b>driving</b>\n licence</p></li></ul><p>Apply</p>',
      'You lead a ward.\n\nRequirements\n\n• Three years of nursing\n• A driving licence\n\nApply',
    ],
    ['One<br>two<br/>three<div>four</div>five', 'One\ntwo\nthree\nfour\nfive'],
    ['One<br><br>two<br><br><br>three<div><div></div></div><div>four</div>', 'One\n\ntwo\n\nthree\nfour'],
    ['<ul><li><p>One</p><p>more</p></li><li><p>Two</p></li></ul>', '• One\n\nmore\n\n• Two'],
    ['<ul><li>Outer<ul><li>Inner</li></ul></li><li></li><li>Last</li></ul>', '• Outer\n• Inner\n• Last'],
    ['<ol><li>\n<div>First</div>\n</li>\n<li>Second', '• First\n• Second'],
    [
      '<table><tr><td>Pay</td><td>40,000</td></tr><tr><td>Place</td><td>Leeds</td></tr></table>',
      'Pay 40,000\nPlace Leeds',
    ],
    [
      'a <script>alert("<p>no</p>")</script> b <style>p{}</style><!-- no --> c <noscript>no</noscript><template>no</template>',
      'a b c',
    ],
    ['a<script>never closed <p>no</p>', 'a'],
    ['a<!-- never closed <p>no</p>', 'a'],
    [
      'Less than <5 years, R&D &amp; M&ouml;bel, &#8364;40k, &#x1F600;, &#150; &nosuch; &lt;b&gt; &apos;',
      "Less than <5 years, R&D & Möbel, €40k, 😀, – &nosuch; <b> '",
    ],
    ['<a title="a > b" href=x>link</a> <b data-x=\'>\'>bold</b> <i a = "1" / b>it</i>', 'link bold it'],
    ['&#0;&#xD800;&#9999999;', '���'],
    ['<pre>one\n  two</pre>', 'one\ntwo'],
    ['<svg/>shown<svg><text>no</text></svg> <p/>too', 'shown\n\ntoo'],
    ['<', '<'],
    ['a < b > c <3', 'a < b > c <3'],
    ['<p', ''],
    ['', ''],
    ['</nav></script>shown', 'shown'],
    ['<pre>one\n\n  two</pre> three\n four', 'one\n\ntwo\n\nthree four'],
    ['</pre><pre>a\nb</pre>', 'a\nb'],
    ['<select><option>no</select><select></select>a<button>no<button>no</button>no</button>b', 'ab'],
    ['<ul><li>One</li></ul><p>two</p><ul><li>Three</li></ul>', '• One\n\ntwo\n\n• Three'],
    ['<ul><li>One</li></ul><ul><li>Two</li></ul>', '• One\n• Two'],
    ['<ul><li><br>One<br>more</li></ul>', '• One\nmore'],
    ['<p>a</p> <p>b</p>', 'a\n\nb'],
    ['<b>a</b> <i>b</i>', 'a b'],
    ['<table><caption>Pay</caption><tr><th>Grade</th><td>6</td></tr></table>', 'Pay\nGrade 6'],
    ['<p>a</p>\n\n\n• b\n\n• c', 'a\n\n• b • c'],
    ['\u202eevil\u202c z\u200bero \u{e0041}\u{e0042}tag\u0000s', 'evil zero tags'],
  ])('reads %j', (html, text) => expect(htmlText(html)).toBe(text));

  it('understands descriptions that are plain, HTML, or HTML written with entities', () => {
    expect(descriptionText('Plain R&amp;D\n\n- One\n- Two')).toBe('Plain R&D\n\n- One\n- Two');
    expect(descriptionText('&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Three&lt;/li&gt;&lt;/ul&gt;')).toBe(
      'One & two\n\n• Three',
    );
    expect(descriptionText('<p>Write &lt;b&gt; in HTML</p>')).toBe('Write <b> in HTML');
    expect(descriptionText('2 &lt; 3\n\n\n- one')).toBe('2 < 3\n\n- one');
    expect(descriptionText('One<br>two')).toBe('One\ntwo');
  });

  it.each([
    ['You know List<String>,\nMap<K,V> and <T>.', 'You know List<String>,\nMap<K,V> and <T>.'],
    ['<p>You know List<String> and <T>.</p>', 'You know List<String> and <T>.'],
    ['<p>You know List&lt;String&gt;</p>', 'You know List<String>'],
    ['&lt;p&gt;You know List&lt;String&gt;&lt;/p&gt;', 'You know List<String>'],
    ['&lt;p&gt;You know List&amp;lt;String&amp;gt;&lt;/p&gt;', 'You know List<String>'],
    [
      'Optional<Object> and Set<A><br>Promise<void>, Vec<u8>, Array<Array<number>>',
      'Optional<Object> and Set<A>\nPromise<void>, Vec<u8>, Array<Array<number>>',
    ],
    [
      '<p>Write to <jobs@example.com> or <https://example.com/a/></p>',
      'Write to <jobs@example.com> or <https://example.com/a/>',
    ],
    ['<job>Cook</job><o:p>fish</o:p><v:shape a="b"/><x-y/> <STRONG>well', 'Cookfish well'],
  ])('keep what is no element: %s', (description, text) => {
    expect(descriptionText(description)).toBe(text);
  });

  it('keeps to the content of a page', () => {
    const page =
      '<head><title>T</title></head><body><nav><ul><li>Home</ul></nav><main><h1>Nurse</h1><form><p>Text</p><button>Apply</button></form></main><footer>©</footer>';
    expect(pageText(page)).toBe('Nurse\n\nText');
    expect(pageText('<nav>Home</nav><p>Only this</p><footer>©</footer>')).toBe('Only this');
    expect(pageText('<main> </main><p>Elsewhere</p>')).toBe('Elsewhere');
  });

  it.each([
    ['<p>Before</p><main>Nurse</main><p>After</p>', 'Nurse'],
    ['<p>Before</p><article>Nurse</article><p>After</p>', 'Nurse'],
    ['<article>Teaser</article><main>Nurse</main>', 'Nurse'],
    ['<main></main><article>Nurse</article><p>After</p>', 'Nurse'],
    ['<main><b> </b><b>Nurse</b></main><p>After</p>', 'Nurse'],
    ['<p>Before</p><main>Nurse', 'Nurse'],
    ['</main><p>Before</p><main>Nurse<p>More</p>', 'Nurse\n\nMore'],
    ['<main>Nurse<section>Pay</section></main></section>After', 'Nurse\n\nPay'],
    ['<article>Nurse</article><p>Between</p><article>Pay</article>After', 'Nurse\n\nBetween\n\nPay'],
    [
      '<main>Nurse<aside>Jobs like this</aside><nav>Back</nav><dialog>Cookies</dialog> wanted</main>',
      'Nurse\n\nwanted',
    ],
    ['<header><h1>Nurse</h1></header><menu><li>Share</menu>', 'Nurse'],
  ])('takes from the page %j what is its content', (page, content) => {
    expect(pageText(page)).toBe(content);
  });

  it('finds titles and JSON-LD, and nothing in comments', () => {
    const html =
      '<!--<h1>no</h1>--><title>Jobs &amp; more</title><meta property="og:title" content="Nurse &amp; ' +
      'carer"><SCRIPT type="Application/LD+JSON; charset=utf-8">{"a":"</p>"}</SCRIPT><script>x</script>';
    expect(pageFacts(html)).toEqual({ titles: ['Nurse & carer', 'Jobs & more'], jsonLd: ['{"a":"</p>"}'] });
    expect(pageFacts(`${html}<h1>A <i>nurse</i></h1><h1>b</h1>`).titles[0]).toBe('A nurse');
    expect(pageFacts('<p>x').titles[0]).toBeUndefined();
    expect(pageFacts(`${html}<h1> </h1>`).titles[0]).toBe('Nurse & carer');
    expect(pageFacts('<title>Jobs &amp; more</title><svg><title>Icon</title></svg>').titles[0]).toBe('Jobs & more');
    expect(pageFacts('<title>Jobs</title><meta property="og:title"><meta name="x" content="y">').titles[0]).toBe(
      'Jobs',
    );
    expect(pageFacts('<title>Jobs</title><meta property="og:image" content="y"><h1>Never closed').titles[0]).toBe(
      'Jobs',
    );
    expect(pageFacts('<h1>First</h1>text</h1><h1>Second</h1>').titles[0]).toBe('First');
    expect(pageFacts('<h1>A <h1>nurse</h1>').titles[0]).toBe('A nurse');
  });

  it('takes only scripts of JSON-LD for data', () => {
    const of = (type: string) => pageFacts(`<script${type}>{}</script><style>{}</style>`).jsonLd;
    expect([' type="application/ld+json"', ' type=" application/ld+json ;x"'].map(of)).toEqual([['{}'], ['{}']]);
    for (const type of ['', ' type', ' type="application/json"', ' id="application/ld+json"'])
      expect(of(type)).toEqual([]);
    expect(pageFacts('<style type="application/ld+json">{}</style>').jsonLd).toEqual([]);
  });

  it('never throws, and gives back every character of text that is not markup', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '<p',
      '<li>',
      '"',
      "'",
      '=',
      '&',
      '&amp',
      ';',
      '<!--',
      '-->',
      '<script',
      '</script',
      '<svg/',
      ' ',
      '\n',
      'a',
      '•',
      '&#',
      'x',
      '\ud800',
      '<ul>',
      '</ul>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const read of [htmlText, pageText, descriptionText, pageFacts]) read(pieces.join(''));
      }),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replace(/[<&]/gu, '');
        expect([...htmlTokens(plain)].map((token) => (token.type === 'text' ? token.text : '')).join('')).toBe(plain);
        expect(decodeEntities(text.replaceAll('&', '&amp;'))).toBe(text);
      }),
    );
  });

  it('works through half a megabyte of anything in steps that grow no faster than the text', () => {
    // Counted in tokens rather than time: what would be quadratic never ends within the limit of a test.
    const size = 512 * 1024;
    for (const piece of [
      '<',
      '<a ',
      '<a "',
      '<!--',
      '<script>',
      '</',
      '&',
      '&#',
      '<p>',
      '<br>',
      '<li>',
      '\n',
      '<ul><li> ',
      '• \n',
      '<a b="',
      "<a b='",
      '<a =',
      '<h1>',
      '<svg>',
      ' ',
      '<nav>',
      '<title>',
      '&lt;p',
      '<pre>\n',
    ]) {
      const html = piece.repeat(size / piece.length);
      expect(descriptionText(html).length, piece).toBeLessThanOrEqual(size);
      expect(pageText(html).length).toBeLessThanOrEqual(size);
      expect(pageFacts(html).jsonLd).toEqual([]);
    }
  });
});
