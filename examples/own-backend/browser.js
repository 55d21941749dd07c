import '@interview-prep/widget/define';

let session = sessionStorage.getItem('session');

// Asked whenever a token is needed and again before it runs out. Our own backend knows who is signed in.
async function getClientToken() {
  const response = await fetch('/interview-prep/token', {
    method: 'POST',
    headers: { authorization: `Bearer ${session}` },
  });
  if (!response.ok) throw new Error(`No token for interview practice: ${response.status}`);
  return (await response.json()).token;
}

// A page with a schema.org JobPosting needs none of this: the widget reads it.
const posting = {
  kind: 'text',
  title: 'Registered Nurse, Paediatrics',
  company: 'Northfield',
  text:
    'You look after children on a busy ward.\nRequirements\n- Two years of paediatric nursing experience.\n- ' +
    'Clear communication with families under pressure.',
};

function show(name) {
  document.querySelector('#who').textContent = `You are ${name}.`;
  document.querySelector('#sign-in').hidden = true;
  const application = document.querySelector('#application');
  application.hidden = false;
  // Only now: the element asks for a token as soon as it stands in the page.
  const widget = document.createElement('interview-prep');
  Object.assign(widget, { server: application.dataset.interviewPrep, getClientToken, posting });
  application.append(widget);
}

for (const button of document.querySelectorAll('[data-person]')) {
  button.addEventListener('click', async () => {
    const response = await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: button.dataset.person }),
    });
    ({ session } = await response.json());
    sessionStorage.setItem('session', session);
    sessionStorage.setItem('name', button.textContent);
    location.reload();
  });
}

if (session !== null) show(sessionStorage.getItem('name'));
