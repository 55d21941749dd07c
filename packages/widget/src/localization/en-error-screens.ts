/** English texts of the error screens. */
export const enErrorScreens = {
  'refused.title': 'Practice is not set up correctly on this page.',
  'refused.text': 'Nothing is wrong on your side. The people who run this page have to correct it.',
  'refused.origin_not_allowed': 'For the site’s owner: this address is not on the key’s list of allowed origins.',
  'refused.unauthenticated': 'For the site’s owner: the key or token is missing, wrong or was revoked.',
  'refused.token_expired': 'For the site’s owner: the client token has run out and no new one was given.',
  'refused.secret_key_in_browser':
    'For the site’s owner: a secret key was used in a page. Revoke it and use a publishable key.',
  'refused.forbidden': 'For the site’s owner: this key or token may not do that.',
  'refused.not_found': 'For the site’s owner: the server has nothing at the address that this page uses.',
  'refused.http_404': 'For the site’s owner: there is no practice server at the address that this page uses.',
  'refused.http_405': 'For the site’s owner: there is no practice server at the address that this page uses.',
  'unavailable.title': 'We cannot be reached right now.',
  'unavailable.text': 'Nothing you sent before is lost.',
  'unavailable.wait': 'You can try again in {seconds} s.',
  'erased.title': 'Everything was deleted.',
  'erased.text': 'Your conversations, résumé and documents are gone from our server.',
  'erased.again': 'Begin from scratch',
  'error.requestId': 'Reference: {id}',
} as const;
