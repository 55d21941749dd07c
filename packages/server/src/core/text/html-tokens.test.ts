import { describe, expect, it } from 'vitest';
import { decodeEntities, htmlTokens, type HtmlToken } from './html-tokens.ts';

const open = (name: string, attributes: Record<string, string> = {}): HtmlToken => ({
  type: 'open',
  name,
  attributes: new Map(Object.entries(attributes)),
});
const close = (name: string): HtmlToken => ({ type: 'close', name });
const text = (words: string): HtmlToken => ({ type: 'text', text: words });
const raw = (words: string): HtmlToken => ({ type: 'raw', text: words });

describe('the tokens of HTML', () => {
  it.each<[string, HtmlToken[]]>([
    ['<P>a</P >b', [open('p'), text('a'), close('p'), text('b')]],
    [
      '<a HREF="x?a=1&amp;b" title=\'>\' href=second disabled>',
      [open('a', { href: 'x?a=1&b', title: '>', disabled: '' })],
    ],
    ['<a b = "1" c= 2 d =\'3\'e>', [open('a', { b: '1', c: '2', d: '3', e: '' })]],
    ['<a/b/c=1/>x', [open('a', { b: '', c: '1/' }), text('x')]],
    ['<a =b>x', [open('a', { '=b': '' }), text('x')]],
    ['<a b="never closed>x', [open('a', { b: 'never closed>x' })]],
    ['<a b=', [open('a', { b: '' })]],
    ['<a\n\tb\n>x', [open('a', { b: '' }), text('x')]],
    ['<!doctype html>a<!-- <b> -->b<!---->c<?php x ?>d</ e>f</3>g', 'abcdfg'.split('').map(text)],
    ['a<!never closed', [text('a')]],
    ['a<b', [text('a'), open('b')]],
    ['1 < 2 <3 <<i>x', [text('1 < 2 <3 <'), open('i'), text('x')]],
    [
      '<script>if (a < b) "</scripty>"</SCRIPT >x',
      [open('script'), raw('if (a < b) "</scripty>"'), close('script'), text('x')],
    ],
    [
      '<title>a &amp; <b></title/><title>b</title>',
      [open('title'), raw('a &amp; <b>'), close('title'), open('title'), raw('b'), close('title')],
    ],
    ['<style>p{}', [open('style'), raw('p{}')]],
    ['</script>x', [close('script'), text('x')]],
    ['<svg/>a<math />b<p/>c<svg>', [text('a'), text('b'), open('p'), text('c'), open('svg')]],
  ])('of %j', (html, tokens) => {
    expect([...htmlTokens(html)]).toEqual(tokens);
  });

  it('stop at a hundred thousand', () => {
    expect([...htmlTokens('<i>'.repeat(100_001))]).toHaveLength(100_000);
  });
});

describe('character references', () => {
  it.each([
    ['&amp;&lt;&gt;&quot;&apos;&nbsp;', '&<>"\'\u00a0'],
    ['&#65;&#x41;&#X41;&#65 &#x1F600;', 'AAAA 😀'],
    ['&copy 2026, ?a=1&copy2=3', '© 2026, ?a=1&copy2=3'],
    ['&Eacute &Epsilon; &Epsilon', 'É Ε &Epsilon'],
    ['&#127;&#128;&#159;&#160;', '\u007f€Ÿ\u00a0'],
    ['&#0;&#xD7FF;&#xD800;&#xDFFF;&#xE000;&#x10FFFF;&#x110000;', '\ufffd\ud7ff\ufffd\ufffd\ue000\u{10ffff}\ufffd'],
    ['AT&T &nosuch; & &;', 'AT&T &nosuch; & &;'],
  ])('of %j', (html, characters) => {
    expect(decodeEntities(html)).toBe(characters);
  });
});
