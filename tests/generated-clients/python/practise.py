"""What a platform written in Python does with the client that was generated from the contract."""

import json
import os
import sys

from interview_prep_client import AuthenticatedClient
from interview_prep_client.api.chats import create_chat, create_turn
from interview_prep_client.api.client_tokens import create_client_token
from interview_prep_client.api.consents import list_consents, record_consent
from interview_prep_client.api.me import get_me
from interview_prep_client.api.postings import create_posting
from interview_prep_client.models import (
    ChatCreate,
    ClientTokenCreate,
    ClientTokenCreateCandidate,
    PostingCreate,
    PostingText,
    Problem,
    TurnCreate,
)

base_url = os.environ["SERVER"]
backend = AuthenticatedClient(base_url=base_url, token=os.environ["SECRET_KEY"])
token = create_client_token.sync(
    client=backend, body=ClientTokenCreate(candidate=ClientTokenCreateCandidate(external_id="from-python"))
)
candidate = AuthenticatedClient(base_url=base_url, token=token.token)

posting = create_posting.sync(
    client=candidate, body=PostingCreate(source=PostingText(kind="text", text=open(sys.argv[1]).read()))
)
chat = create_chat.sync(client=candidate, body=ChatCreate(posting_id=posting.id))
turn = create_turn.sync(chat.id, client=candidate, body=TurnCreate(text="Ask me a behavioural question."))
refused = create_turn.sync(chat.id, client=candidate, body=TurnCreate(text=""))
assert isinstance(refused, Problem), refused

print(
    json.dumps(
        {
            "posting": posting.title,
            "message": turn.message,
            "state": turn.state,
            "events": [event.event.type_ for event in turn.events],
            "refused": {"code": refused.code, "field": refused.errors[0].path, "reason": refused.errors[0].message},
        }
    )
)
