// Generated from openapi.yaml by `npm run generate`. Do not edit.
export type paths = {
    "/v1/embed/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open an embed session
         * @description The only thing a publishable key can do. The `Origin` of the request, or `hostOrigin` when the isolated frame of this
         *     server asks, must be on the key's list. Without `continuity` a new anonymous candidate begins; with it the same one goes on.
         */
        post: operations["openEmbedSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/embed/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a widget shows before the first word
         * @description For widgets that received a client token from their own backend.
         */
        get: operations["getEmbedConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/client-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mint a client token
         * @description Call it from your backend for the signed-in candidate. The token is shown once.
         *
         *     With a `postingId` the token is for that posting alone. Any other posting, and every chat, document, transcript and research task that was not made for it, is a 404, and lists hold what is of it. A chat begun without a posting is about it, and so are the tools over MCP. What belongs to the candidate and to no posting stays theirs: résumé, saved answers, figures, calendar, consents, export and erasure. The token creates no posting; one that names a posting which the candidate cannot see reaches none.
         */
        post: operations["createClientToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/client-tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a client token
         * @description It stops working within five seconds.
         */
        delete: operations["revokeClientToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mint a service token
         * @description With it your backend calls the tools at `/mcp`, and nothing else, for one of its candidates at a time: each request names
         *     the candidate's e-mail address in `X-User-Email`. The candidate is the one whose `externalId` is that address in lower
         *     case. The token is shown once, and is recorded as who acted.
         */
        post: operations["createServiceToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-tokens/{serviceTokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a service token
         * @description It stops working within five seconds.
         */
        delete: operations["revokeServiceToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tool-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tool servers */
        get: operations["listToolServers"];
        put?: never;
        /**
         * Add a tool server
         * @description An MCP server of yours (Streamable HTTP) whose tools the coach may use. Only the tools you list are offered. What they
         *     answer is treated as untrusted data. The server receives the arguments that the coach chose and the token you give here,
         *     and nothing about the candidate. At most ten.
         */
        post: operations["createToolServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tool-servers/{toolServerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a tool server
         * @description Within five seconds no new turn of the coach has its tools.
         */
        delete: operations["deleteToolServer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List postings */
        get: operations["listPostings"];
        put?: never;
        /**
         * Create a posting
         * @description From text, from the schema.org `JobPosting` of a page, or from a public address. A posting of a candidate is seen by that candidate only; one made with a secret key by every candidate of the tenant. A client token that is for one posting creates none: 403. `postingId` of the embed configuration names the posting it is for.
         */
        post: operations["createPosting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/postings/{postingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a posting */
        get: operations["getPosting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get what we read in the résumé */
        get: operations["getResume"];
        /**
         * Upload a résumé
         * @description The bytes of a PDF, a DOCX or a text file, at most 5 MiB. What the file is, and the encoding of a text, is decided by its content. Replaces the one before.
         */
        put: operations["putResume"];
        post?: never;
        /**
         * Delete the résumé
         * @description The file and all we read in it, and what an upload that was cut off left. What chats and documents quote from it stays with
         *     them. An upload at the same moment is deleted as well,
         *     with 409 `conflict`, or comes after. When a file cannot be removed (503), send it again.
         */
        delete: operations["deleteResume"];
        options?: never;
        head?: never;
        /**
         * Correct what we read
         * @description The corrected text is what the coach uses from now on.
         */
        patch: operations["correctResume"];
        trace?: never;
    };
    "/v1/chats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List chats */
        get: operations["listChats"];
        put?: never;
        /** Begin a chat */
        post: operations["createChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{chatId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a chat */
        get: operations["getChat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{chatId}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something to the coach
         * @description With `Accept: text/event-stream` the answer streams as it is made; with `application/json` the whole turn comes as one object. A cut stream does not stop the turn: read on from the events of the chat, or cancel it. The stream of a turn goes on to its end, also where the token runs out meanwhile.
         */
        post: operations["createTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{chatId}/turns/{turnId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an answer
         * @description What was said so far stays. Answers when the turn has ended, within two seconds and whichever process of the server makes the answer; the same when it had ended before.
         */
        post: operations["cancelTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{chatId}/turns/{turnId}/interrupt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Interrupt an answer that is read aloud
         * @description Stops the answer as `cancel` does, and keeps how much of a message was heard: an `interrupted` event says so, and from then on transcripts and the coach know only that part of the message. A number beyond the end of the message means all of it; one in the middle of a character leaves that character out. Does nothing when the turn has already ended.
         */
        post: operations["interruptTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{chatId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read or follow the events of a chat
         * @description As a stream it gives what was and then what comes, beginning after `Last-Event-ID` (or `after`). As JSON it gives one page of what was.
         */
        get: operations["listChatEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chats/{chatId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a chat
         * @description After that it can be read, not continued. An answer that is still being made ends as if it were cancelled, with what was said so far.
         */
        post: operations["completeChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List preparation documents */
        get: operations["listPreps"];
        put?: never;
        /**
         * Ask for a preparation document
         * @description Made in the background. Follow its events or ask for its status.
         */
        post: operations["createPrep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preps/{prepId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a preparation document */
        get: operations["getPrep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preps/{prepId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop making a document */
        post: operations["cancelPrep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preps/{prepId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read or follow the progress of a document
         * @description Ends with `done` or `error`.
         */
        get: operations["listPrepEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preps/{prepId}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a preparation document
         * @description All of it, or with `Range` one part, so that a download can go on where it was cut. `HEAD` answers how long it is.
         */
        get: operations["getPrepDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download by a signed link
         * @description The address is the permission. It opens one document, lasts one hour, and holds nothing that can be read. Ranges and
         *     `HEAD` as for the document itself.
         */
        get: operations["getDocumentByLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what is known of the connected calendar
         * @description The address of a calendar opens all of it to whoever has it, so only its host is shown again.
         */
        get: operations["getCalendar"];
        /**
         * Connect a calendar
         * @description The bytes of an iCalendar file, at most 1 MiB, or the https address of one, which is read again when somebody looks and
         *     the last reading is older than an hour. Only interviews of the next 90 days are kept, at most 50.
         *
         *     It replaces what was there. With `add=true` a file is added to what earlier files gave, since invitations come one by one:
         *     of two versions of an entry (`UID`) the one with the higher `SEQUENCE` counts, then the one with the later `DTSTAMP`, so
         *     that a file can also move or cancel an interview.
         */
        put: operations["putCalendar"];
        post?: never;
        /**
         * Disconnect the calendar
         * @description Its address and every interview found in it.
         */
        delete: operations["deleteCalendar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an interview by hand
         * @description For an interview that is in no calendar, or that a calendar could not say in a way we can read. It stays when a calendar
         *     is connected or disconnected. At most 20; the same one again is the one that is there.
         */
        post: operations["addInterview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/interviews/{interviewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an interview that was added by hand
         * @description Those of a calendar go with the calendar.
         */
        delete: operations["deleteInterview"];
        options?: never;
        head?: never;
        /**
         * Say in which time zone an interview is
         * @description For an interview with `writtenStart`: its calendar does not state the zone, the candidate does. It holds while the
         *     calendar says no zone, also when the interview is moved.
         */
        patch: operations["stateInterviewZone"];
        trace?: never;
    };
    "/v1/interviews/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List upcoming interviews
         * @description From the connected calendar and those added by hand, soonest first. `connected` distinguishes an empty calendar from none.
         */
        get: operations["listUpcomingInterviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transcripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List transcripts */
        get: operations["listTranscripts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transcripts/{chatId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a transcript */
        get: operations["getTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List consents */
        get: operations["listConsents"];
        put?: never;
        /**
         * Record a consent
         * @description With the version of the text that was shown.
         */
        post: operations["recordConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/{consentId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a consent
         * @description From then on the coach does not go on until consent is given again. Nothing is deleted by it; see `DELETE /v1/me`.
         */
        post: operations["withdrawConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /**
         * Erase everything we keep about me
         * @description Chats, résumé, documents, consents, who the candidate is, and whatever is under way for them: what would still be
         *     written is refused. The token stops working, on every process within a second.
         */
        delete: operations["eraseMe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export everything we keep about me */
        get: operations["exportMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List keys */
        get: operations["listKeys"];
        put?: never;
        /**
         * Create a key
         * @description The secret is shown once.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description It stops working within five seconds. A key cannot revoke itself.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        /** Change the name or the allowed origins of a key */
        patch: operations["updateKey"];
        trace?: never;
    };
    "/v1/keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a key
         * @description The old one goes on working for `overlapSeconds`.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what the tenant's candidates have used together
         * @description Tokens and their cost by day (UTC) and model, the newest day first, and what the budgets leave. At most 366 days; the last 30 by
         *     default. It is the tenant's bill: nothing in it says who used what.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the process live */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it be used
         * @description 503 while storage cannot be reached, and from the moment the server was asked to stop.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /** Format: binary */
        FileBytes: string;
        /**
         * Format: date-time
         * @description RFC 3339 in UTC.
         * @example 2026-11-21T09:30:00.000Z
         */
        Time: string;
        /** @example en */
        Locale: string;
        /**
         * @example {
         *       "type": "https://interview-prep.dev/errors#validation_failed",
         *       "title": "Some fields are not as they should be.",
         *       "status": 422,
         *       "code": "validation_failed",
         *       "requestId": "req_4m8rc0w3z9",
         *       "retryable": false,
         *       "errors": [
         *         {
         *           "in": "body",
         *           "path": "/text",
         *           "message": "must not be empty"
         *         }
         *       ]
         *     }
         */
        Problem: {
            /** @description The page that explains the code. */
            type: string;
            title: string;
            status: number;
            /** @description Stable; see docs/errors.md. New ones may be added. */
            code: string;
            detail?: string;
            instance?: string;
            requestId: string;
            retryable: boolean;
            errors?: {
                /** @enum {string} */
                in: "body" | "query" | "path" | "header";
                /** @description A JSON pointer. */
                path: string;
                message: string;
            }[];
        };
        Health: {
            /** @enum {string} */
            status: "ok";
            version?: string;
            checks?: {
                [key: string]: string;
            };
        };
        EmbedSessionCreate: {
            /**
             * Format: uri
             * @description The origin of the page around the isolated frame. Taken only from this server's own frame.
             */
            hostOrigin?: string;
            /** @description What an earlier session of this browser gave, to go on as the same candidate. */
            continuity?: string;
            locale?: components["schemas"]["Locale"];
        };
        EmbedSession: {
            clientToken: string;
            expiresAt: components["schemas"]["Time"];
            candidateId: string;
            /** @description Keep it in this browser. Only useful with a publishable key, from an allowed origin. */
            continuity: string;
            config: components["schemas"]["EmbedConfig"];
        };
        EmbedConfig: {
            tenantName: string;
            /** @description The posting that the token is for; absent where it is for all of the candidate's. */
            postingId?: string;
            /** @description What answers. `rehearsal` means that no language model is connected. */
            engine: {
                /** @enum {string} */
                kind: "rehearsal" | "model";
                label: string;
            };
            disclosure: components["schemas"]["Disclosure"];
            retentionDays: number;
            /** @description Open list: chat, resume, preps. */
            features: string[];
            theme: {
                accent?: string;
                /** @enum {string} */
                mode?: "auto" | "light" | "dark";
            };
            /** @description How a candidate asks for a person or an adjustment. */
            adjustments: {
                text: string;
                /** Format: email */
                email?: string;
            };
            limits: {
                resumeBytes: number;
                messageCharacters: number;
            };
        };
        Disclosure: {
            version: string;
            text: string;
        };
        /** @enum {string} */
        TokenScope: "postings" | "resume" | "chats" | "preps" | "me";
        ClientTokenCreate: {
            candidate: {
                /** @description Your own id of the candidate. The same id is the same candidate. */
                externalId: string;
            };
            /**
             * Format: uri
             * @description The browser origin that may use it.
             */
            origin?: string;
            /** @description The one posting that it is for. All of the candidate's without it. */
            postingId?: string;
            /** @description All by default. */
            scopes?: components["schemas"]["TokenScope"][];
            /** @default 600 */
            ttlSeconds: number;
        };
        ClientToken: {
            id: string;
            token: string;
            expiresAt: components["schemas"]["Time"];
            candidateId: string;
        };
        ServiceTokenCreate: {
            /**
             * @description Whom the token may act for.
             * @enum {string}
             */
            actFor: "candidates";
            /** @default 600 */
            ttlSeconds: number;
        };
        ServiceToken: {
            id: string;
            token: string;
            expiresAt: components["schemas"]["Time"];
        };
        ToolServerCreate: {
            /** @description Stands before the names of its tools. One server of a name. */
            name: string;
            /**
             * Format: uri
             * @description A public `https` address. Its name is resolved when the server is added, and again at each call: one that leads to an inner address, or cannot be resolved within five seconds, is refused.
             */
            url: string;
            /** @description The names of the tools that may be used; others are not offered. With the server's name at most 62 characters. */
            tools: string[];
            /** @description Sent to the server as `Authorization: Bearer …`. Kept encrypted and never shown again. */
            bearerToken?: string;
        };
        ToolServer: {
            id: string;
            name: string;
            url: string;
            tools: string[];
            hasBearerToken: boolean;
            createdAt: components["schemas"]["Time"];
        };
        ToolServerPage: {
            data: components["schemas"]["ToolServer"][];
            nextCursor: string | null;
        };
        PostingCreate: {
            source: components["schemas"]["PostingText"] | components["schemas"]["PostingJsonLd"] | components["schemas"]["PostingUrl"];
        };
        PostingText: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "text";
            text: string;
            title?: string;
            company?: string;
        };
        PostingJsonLd: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "job_posting";
            /** @description A schema.org `JobPosting`, as it stands in the page. */
            jobPosting: {
                [key: string]: unknown;
            };
            /** Format: uri */
            pageUrl?: string;
        };
        PostingUrl: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "url";
            /** Format: uri */
            url: string;
        };
        Requirement: {
            id: string;
            /** @description The words of the posting. */
            text: string;
            /** @enum {string} */
            importance: "must" | "nice";
            competencies: string[];
            years?: number;
        };
        StarterPrompt: {
            id: string;
            label: string;
            message: string;
        };
        Posting: {
            id: string;
            title: string;
            company?: string;
            location?: string;
            employmentType?: string;
            salary?: string;
            validThrough?: string;
            roleFamily?: string;
            /** @description The language the posting is written in. */
            language: string;
            /** @description Plain text. */
            description?: string;
            requirements: components["schemas"]["Requirement"][];
            pageUrl?: string;
            createdAt: components["schemas"]["Time"];
        };
        PostingPage: {
            data: components["schemas"]["Posting"][];
            nextCursor: string | null;
        };
        HiddenPassage: {
            text: string;
            /** @description Open list, e.g. white_text, off_page. */
            reason: string;
            page?: number;
            /** @description Where on the page it begins: top_left, top, top_right, left, middle, right, bottom_left, bottom, bottom_right or outside. Open list. */
            place?: string;
        };
        UnreadPart: {
            /** @description Open list, e.g. picture, diagram, chart, object, document, symbol, drawing. */
            what: string;
            /** @description Where the file says on which page it stands. */
            page?: number;
            /** @description The words of the file that stand before it. */
            after?: string;
        };
        Resume: {
            id: string;
            fileName?: string;
            /** @enum {string} */
            kind: "pdf" | "docx" | "text";
            pages?: number;
            /** @description What a person sees in the file. Hidden text is not part of it. */
            text: string;
            /** @description Text a person cannot see. It is kept out of everything. */
            hidden: components["schemas"]["HiddenPassage"][];
            /** @description What a person sees in the file and could not be read as text. Absent where everything was read. */
            unread?: components["schemas"]["UnreadPart"][];
            truncated: boolean;
            /** @description A page is a picture, and its words are those that a program recognised in it: they may be wrong. Absent where no page is. */
            scanned?: boolean;
            language: string;
            corrected: boolean;
            /** @description The competencies it names. */
            competencies: string[];
            uploadedAt: components["schemas"]["Time"];
        };
        ResumeCorrection: {
            text: string;
        };
        ChatCreate: {
            postingId?: string;
            locale?: components["schemas"]["Locale"];
        };
        Chat: {
            id: string;
            /** @enum {string} */
            state: "active" | "completed" | "expired";
            postingId?: string;
            title?: string;
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            /** @description The turn that is being answered now. */
            openTurnId?: string;
            lastEventId: string;
            starters: components["schemas"]["StarterPrompt"][];
        };
        ChatPage: {
            data: components["schemas"]["Chat"][];
            nextCursor: string | null;
        };
        TurnCreate: {
            text: string;
        };
        TurnInterrupt: {
            /** @description A message of this turn. */
            messageId: string;
            /** @description How much of it was heard, in UTF-16 code units from its beginning. */
            heardCharacters: number;
        };
        /** @description A whole turn as one object. Fails as a problem when the turn failed. */
        Turn: {
            turnId: string;
            chatId: string;
            candidateId: string;
            /** @enum {string} */
            state: "active" | "completed" | "expired";
            /** @description What the coach said. */
            message: string;
            events: components["schemas"]["SessionEvent"][];
        };
        SessionEvent: {
            id: string;
            event: components["schemas"]["TurnEvent"];
        };
        SessionEventPage: {
            data: components["schemas"]["SessionEvent"][];
            /** @description An event id for `after`. */
            nextCursor: string | null;
        };
        /** @description On the wire the `type` is the SSE event name, and it stands in the data too. */
        TurnEvent: components["schemas"]["DisclosureEvent"] | components["schemas"]["MessageEvent"] | components["schemas"]["TokenEvent"] | components["schemas"]["PartialEvent"] | components["schemas"]["ToolCallEvent"] | components["schemas"]["ToolResultEvent"] | components["schemas"]["PrepProgressEvent"] | components["schemas"]["PdfGeneratedEvent"] | components["schemas"]["PrepListEvent"] | components["schemas"]["QuestionEvent"] | components["schemas"]["FeedbackEvent"] | components["schemas"]["ChoicesEvent"] | components["schemas"]["PlanEvent"] | components["schemas"]["SummaryEvent"] | components["schemas"]["UsageEvent"] | components["schemas"]["InterruptedEvent"] | components["schemas"]["ErrorEvent"] | components["schemas"]["DoneEvent"];
        /** @description That this is software. Precedes the first word of every session. */
        DisclosureEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "disclosure";
            version: string;
            text: string;
        };
        /** @description Who said it: `candidate`, `coach`, or the id of another speaker of the session. */
        SpeakerId: string;
        /** @description What the candidate said; it begins a turn. */
        MessageEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "message";
            turnId: string;
            messageId: string;
            speakerId: components["schemas"]["SpeakerId"];
            text: string;
            at: components["schemas"]["Time"];
        };
        /** @description More characters of a message. All with the same `messageId` are one message, in this order; messages of several speakers may interleave. */
        TokenEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "token";
            messageId: string;
            speakerId: components["schemas"]["SpeakerId"];
            text: string;
        };
        /** @description What a speaker may be saying, as it is understood so far: the next one with the same `messageId` replaces it, and the message itself ends it. Only in streams, without an event id, and kept nowhere. */
        PartialEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "partial";
            messageId: string;
            speakerId: components["schemas"]["SpeakerId"];
            text: string;
        };
        ToolCallEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "tool_call";
            id: string;
            name: string;
            args: {
                [key: string]: unknown;
            };
        };
        ToolResultEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "tool_result";
            id: string;
            name: string;
            ok: boolean;
            summary: string;
        };
        /** @enum {string} */
        PrepStatus: "queued" | "researching" | "writing" | "rendering" | "ready" | "failed" | "cancelled";
        PrepProgressEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prep_progress";
            prepId: string;
            status: components["schemas"]["PrepStatus"];
            /** @description In words. */
            step: string;
            stepsDone: number;
            stepsTotal: number;
        };
        PdfGeneratedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pdf_generated";
            prepId: string;
            title: string;
            /** @description A signed link that lasts one hour. Ask for the document again rather than store it. */
            url: string;
        };
        PrepListEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "prep_list";
            preps: components["schemas"]["PrepSummary"][];
        };
        PrepSummary: {
            prepId: string;
            title: string;
            status: components["schemas"]["PrepStatus"];
            createdAt: components["schemas"]["Time"];
            url?: string;
        };
        /** @description A practice question was asked; its words are also part of the reply. The next answer is an attempt at it. */
        QuestionEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "question";
            questionId: string;
            /** @description The message that its words are part of. */
            messageId?: string;
            speakerId?: components["schemas"]["SpeakerId"];
            text: string;
            kind: string;
            stage: string;
            /** @description Which attempt the next answer will be. */
            attempt: number;
            /** @description The words of the posting that it is about. */
            requirement?: string;
            /** @description By which list of criteria the answer is judged, more precise than `kind`. */
            judgedAs?: string;
            /** @description What an answer is judged by: one line for each criterion of the feedback, in the same order. It begins with the label of the criterion. */
            lookingFor: string[];
            /** @description What a good answer to this question in particular may hold. */
            about?: string[];
            /** @description Ids of what it is about. */
            competencies?: string[];
            outline?: components["schemas"]["StarOutline"];
        };
        StarOutline: {
            situation: string;
            task: string;
            action: string;
            result: string;
        };
        /** @description A span of the answer, in UTF-16 code units: `answer.slice(start, end) === text`. */
        Quote: {
            text: string;
            start: number;
            end: number;
        };
        Judged: {
            criterionId: string;
            label: string;
            /**
             * @description `yes` and `partly` always come with a quote.
             * @enum {string}
             */
            shown: "yes" | "partly" | "no";
            quotes: components["schemas"]["Quote"][];
            /** @description What would show it. */
            note: string;
        };
        FeedbackEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "feedback";
            questionId: string;
            question: string;
            /** @description The message it is about. */
            messageId: string;
            /** @description The candidate's own words that the quotes stand in. */
            answer: string;
            /** @description Which words of `answer` were said in which message, where it is of several. */
            parts?: {
                messageId: string;
                start: number;
                end: number;
            }[];
            attempt: number;
            /** @description Which reading of the same answer this is, where the candidate asked for another one. Earlier readings stay, and it is no new attempt. */
            reading?: number;
            /** @enum {string} */
            result: "scored" | "insufficient_evidence";
            /**
             * @description Only with insufficient_evidence.
             * @enum {string}
             */
            reason?: "empty" | "too_short" | "does_not_know" | "nothing_done" | "gibberish" | "concern" | "question_repeated" | "pasted_back" | "off_topic" | "other_language" | "injected_praise" | "not_judged";
            /** @description Why there is no score, or why it is low or only a first impression. */
            reasonText?: string;
            /**
             * @description With the reason `concern`: what an interviewer would stop at. It is about the story, never about the person.
             * @enum {string}
             */
            concern?: "harm" | "dishonest" | "confidential";
            /** @description False where the answer seems to belong to another question. Left out: there is no doubt of it. */
            answersQuestion?: boolean;
            length?: components["schemas"]["AnswerLength"];
            score?: components["schemas"]["Score"];
            /** @description The attempt before this one. */
            previous?: {
                attempt: number;
                met: number;
                of: number;
                /** @description Labels of criteria. */
                gained: string[];
                lost: string[];
                /** @description Whether this answer is the earlier one with words added. Then nothing is lost. */
                added?: boolean;
                /** @description What is shown more, or less, than in the attempt before, in the order of the criteria. */
                changes?: {
                    criterionId: string;
                    label: string;
                    /** @enum {string} */
                    before: "yes" | "partly" | "no";
                    /** @enum {string} */
                    after: "yes" | "partly" | "no";
                    /** @description The candidate's words that made the difference: of this answer where it gained, of the one before where it lost. */
                    words: string;
                }[];
            };
            criteria: components["schemas"]["Judged"][];
            star: {
                /** @enum {string} */
                part: "situation" | "task" | "action" | "result";
                /** @enum {string} */
                shown: "yes" | "partly" | "no";
                quotes: components["schemas"]["Quote"][];
            }[];
            /** @description The words of the posting that the answer is about. */
            requirement?: string;
            strengths: string[];
            gaps: string[];
            nextStep: string;
            language: string;
        };
        /** @description What can be said next with one press. They belong to a message of the coach, and are over with the next message of anybody. */
        ChoicesEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "choices";
            /** @description The message that they belong to. */
            messageId: string;
            speakerId: components["schemas"]["SpeakerId"];
            choices: {
                /** @description What the button says. */
                label: string;
                /** @description The message it sends, as the next turn. */
                text: string;
            }[];
        };
        /** @description The plan of the practice interview, whole, each time that it changed: the newest one counts. */
        PlanEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "plan";
            plan: components["schemas"]["InterviewPlan"];
        };
        /** @description A practice interview: how long it is, which stages it has, and where it stands. The number of questions planned is the sum over its stages. */
        InterviewPlan: {
            /** @constant */
            version: 1;
            /** @description How long it was planned to be. */
            minutes: number;
            /** @enum {string} */
            state: "running" | "ended";
            /**
             * @description Only where it has ended.
             * @enum {string}
             */
            endedBy?: "completed" | "time" | "stopped";
            /** @description In the order in which they come. One without questions was left out. */
            stages: components["schemas"]["PlanStage"][];
            /** @description Those asked so far, in order. At most the last is open. */
            questions: components["schemas"]["PlannedQuestion"][];
            /** @description Ids of the competencies that the candidate wants more of. */
            focus: string[];
            /** @description Counted by turns: a pause counts no more than it takes to say the answer aloud, and a minute to think. */
            secondsUsed: number;
            openedAt?: components["schemas"]["Time"];
        };
        /** @enum {string} */
        InterviewStage: "opening" | "experience" | "technical" | "behavioural" | "closing";
        PlanStage: {
            stage: components["schemas"]["InterviewStage"];
            /** @description How many are planned. */
            questions: number;
            /** @description Ids of the requirements of the posting that it is to cover. */
            requirementIds: string[];
        };
        PlannedQuestion: {
            questionId: string;
            stage: components["schemas"]["InterviewStage"];
            /** @description The requirement that it covers. */
            requirementId?: string;
            /**
             * @description `passed` is one that was left without an answer.
             * @enum {string}
             */
            state: "open" | "answered" | "passed";
            followUps: number;
            /**
             * @description Of the best answer.
             * @enum {string}
             */
            result?: "scored" | "insufficient_evidence";
            score?: components["schemas"]["Score"];
        };
        /** @description What a practice showed so far. Every word in it stands in the feedback before it; nothing is judged anew. */
        SummaryEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "summary";
            /** @constant */
            version: 1;
            /** @description Whether it ends a practice interview. */
            ends: boolean;
            /** @description Questions that were answered, in order, each with its best attempt. */
            answered: components["schemas"]["SummaryAnswer"][];
            /** @description The answer that showed most, of the shown ones the first. */
            best: components["schemas"]["SummaryAnswer"] | null;
            /** @description The one thing to work on, which was missing most often. Null where nothing was missing. */
            habit: components["schemas"]["PracticeHabit"] | null;
            /** @description Requirements of the posting that no question was about. */
            notAsked: {
                requirementId: string;
                text: string;
            }[];
        };
        SummaryAnswer: {
            questionId: string;
            question: string;
            /** @description The words of the posting that it was about. */
            requirement?: string;
            score?: components["schemas"]["Score"];
            /** @description Labels of criteria that were shown, each with the words that show it. */
            shown: {
                label: string;
                quote: string;
            }[];
        };
        PracticeHabit: {
            criterionId: string;
            label: string;
            /** @description What would show it. */
            note: string;
            /** @description In how many answers it was missing. */
            missed: number;
            /** @description Of how many that were judged by it. */
            of: number;
        };
        /** @description Counted by code: criteria shown (partly counts a half), of how many. */
        Score: {
            met: number;
            of: number;
            /** @description A first impression: the words carry little, and `reasonText` says why. */
            thin?: boolean;
        };
        /** @description How long an answer is. */
        AnswerLength: {
            words: number;
            /** @description Aloud, at about 130 words a minute. */
            seconds: number;
            /** @description The same in a sentence, and what could be left out of a long one. */
            text: string;
        };
        UsageEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "usage";
            inputTokens: number;
            outputTokens: number;
            costUsd?: number;
        };
        ErrorEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "error";
            code: string;
            message: string;
            /** @description The HTTP status of a response with this failure. */
            status?: number;
            retryable: boolean;
            turnId?: string;
        };
        /** @description Only the first `heardCharacters` (UTF-16 code units) of this message count from now on. The candidate interrupted it while it was read aloud; or, with 0, the server withdrew it, because a language model had written what is not for a reader, and what it has to say follows as another message. */
        InterruptedEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "interrupted";
            turnId: string;
            messageId: string;
            speakerId: string;
            heardCharacters: number;
        };
        DoneEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "done";
            turnId: string;
        };
        PrepCreate: {
            postingId: string;
        };
        Prep: {
            id: string;
            postingId: string;
            title: string;
            status: components["schemas"]["PrepStatus"];
            step: string;
            stepsDone: number;
            stepsTotal: number;
            createdAt: components["schemas"]["Time"];
            readyAt?: components["schemas"]["Time"];
            pages?: number;
            /** @description A signed link to the PDF that lasts one hour. */
            url?: string;
            failure?: {
                code: string;
                message: string;
                retryable: boolean;
            };
        };
        PrepPage: {
            data: components["schemas"]["Prep"][];
            nextCursor: string | null;
        };
        CalendarLink: {
            /** @description An https address; `webcal` stands for it too. */
            url: string;
        };
        Calendar: {
            source: {
                /** @enum {string} */
                kind: "file" | "url";
                /** @description Of the address. The rest of it is not shown again. */
                host?: string;
            };
            events: {
                /** @description Entries in the calendar; of several files, in the last one. */
                seen: number;
                /** @description Entries that could not be read, or not all of them. */
                unread: number;
                /** @description Those among them whose title says that they are interviews. They can be added by hand. */
                unreadInterviews?: components["schemas"]["UnreadInterview"][];
                /** @description Interviews found ahead. The other entries are not kept. */
                interviews: number;
                /** @description How many interviews were read that do not lie ahead; missing where there are none. */
                notAhead?: {
                    /** @description The organiser has cancelled them. */
                    cancelled?: number;
                    /** @description The candidate has declined the invitation. */
                    declined?: number;
                    /** @description They are over. */
                    past?: number;
                };
            };
            /** @description There was more than is read of one calendar. */
            truncated?: boolean;
            /** @description In which times without a zone were read; UTC where it is missing. */
            timeZone?: string;
            readAt: components["schemas"]["Time"];
            nextReadAt?: components["schemas"]["Time"];
            coversUntil: components["schemas"]["Time"];
            trouble?: components["schemas"]["CalendarTrouble"];
        };
        UnreadInterview: {
            title: string;
            /** @description Its start as the calendar has it, which we cannot read. */
            written?: string;
        };
        /** @description The last try to read the address failed; what is shown is from `readAt`. */
        CalendarTrouble: {
            at: components["schemas"]["Time"];
            message: string;
        };
        Interview: {
            /** @description Stays the same when the interview is moved. */
            id: string;
            title: string;
            startsAt: components["schemas"]["Time"];
            endsAt: components["schemas"]["Time"];
            /** @description A day and no time of day; `startsAt` is its midnight in `timeZone`. */
            allDay: boolean;
            /** @description The zone (IANA) in which the calendar gives it. */
            timeZone?: string;
            /** @description Only where the calendar does not state the time zone: the time as written, e.g. `2026-12-01T14:00`. Show this and ask for the zone; `startsAt` is then a guess by the zone of the candidate. */
            writtenStart?: string;
            location?: string;
            organiser?: string;
            /** @description Where a video link leads, e.g. `meet.google.com`. The link itself lets people in and is not kept. */
            videoHost?: string;
            /** @description Why we take it for an interview. */
            isInterview: {
                /** @enum {string} */
                by: "word" | "posting" | "candidate";
                /** @description The words of the entry that say so. */
                words: string;
            };
            /** @description The posting it seems to be about. */
            postingId?: string;
        };
        InterviewCreate: {
            title: string;
            /** @description Where it takes place: at most a day ago, and at most two years ahead. */
            date: string;
            /** @description On the clocks of `timeZone`; without it the day is known and no time. */
            time?: string;
            /** @description An IANA name. */
            timeZone: string;
        };
        InterviewZone: {
            /** @description An IANA name. */
            timeZone: string;
        };
        UpcomingInterviews: {
            /** @description Whether there is a calendar. */
            connected: boolean;
            data: components["schemas"]["Interview"][];
            readAt?: components["schemas"]["Time"];
            /** @description The zone (IANA) of the candidate, as it was when they connected the calendar. */
            timeZone?: string;
            trouble?: components["schemas"]["CalendarTrouble"];
        };
        /** @description An answer of the candidate, in their own words, kept for later. */
        SavedAnswer: {
            id: string;
            question: string;
            answer: string;
            note?: string;
            timesSaved: number;
            savedAt: components["schemas"]["Time"];
        };
        /** @enum {string} */
        PayPeriod: "hour" | "day" | "week" | "month" | "year";
        PayFigure: {
            amount: number;
            currency?: string;
            period?: components["schemas"]["PayPeriod"];
        };
        /** @description What the candidate said about pay. */
        OwnFigures: {
            current?: components["schemas"]["PayFigure"];
            wished?: components["schemas"]["PayFigure"];
            savedAt: components["schemas"]["Time"];
        };
        TranscriptSummary: {
            chatId: string;
            title?: string;
            startedAt: components["schemas"]["Time"];
            messages: number;
        };
        TranscriptPage: {
            data: components["schemas"]["TranscriptSummary"][];
            nextCursor: string | null;
        };
        Transcript: {
            chatId: string;
            title?: string;
            startedAt: components["schemas"]["Time"];
            messages: {
                messageId: string;
                speakerId: components["schemas"]["SpeakerId"];
                text: string;
                at: components["schemas"]["Time"];
            }[];
        };
        ConsentCreate: {
            /** @enum {string} */
            kind: "practice";
            textVersion: string;
        };
        Consent: {
            id: string;
            kind: string;
            textVersion: string;
            givenAt: components["schemas"]["Time"];
            withdrawnAt?: components["schemas"]["Time"];
        };
        ConsentPage: {
            data: components["schemas"]["Consent"][];
            nextCursor: string | null;
        };
        Me: {
            /** @enum {string} */
            kind: "candidate" | "tenant";
            id: string;
            tenantId: string;
            /** @description The posting that the token is for; absent where it is for all of them. */
            postingId?: string;
            scopes?: string[];
            expiresAt?: components["schemas"]["Time"];
        };
        Export: {
            exportedAt: components["schemas"]["Time"];
            candidateId: string;
            resume?: components["schemas"]["Resume"];
            postings: components["schemas"]["Posting"][];
            chats: {
                chat: components["schemas"]["Chat"];
                events: components["schemas"]["SessionEvent"][];
            }[];
            preps: {
                prep: components["schemas"]["Prep"];
                markdown?: string;
            }[];
            calendar?: {
                calendar: components["schemas"]["Calendar"];
                interviews: components["schemas"]["Interview"][];
            };
            /** @description Added by hand. */
            ownInterviews?: components["schemas"]["Interview"][];
            savedAnswers: components["schemas"]["SavedAnswer"][];
            figures?: components["schemas"]["OwnFigures"];
            consents: components["schemas"]["Consent"][];
            /** @description Research on employers that was asked for in the candidate's name. */
            research?: {
                id: string;
                state: string;
                company: string;
                /** @description What was sent of the job. */
                posting: {
                    [key: string]: unknown;
                };
                /** @description What was found. */
                report?: {
                    [key: string]: unknown;
                };
            }[];
        };
        /** @enum {string} */
        KeyKind: "secret" | "publishable";
        /** @description Exact origins, e.g. `https://jobs.example.com`. */
        Origins: string[];
        KeyCreate: {
            kind: components["schemas"]["KeyKind"];
            name?: string;
            origins?: components["schemas"]["Origins"];
        };
        KeyUpdate: {
            name?: string;
            origins?: components["schemas"]["Origins"];
        };
        KeyRotate: {
            /** @default 86400 */
            overlapSeconds: number;
        };
        Key: {
            id: string;
            kind: components["schemas"]["KeyKind"];
            name?: string;
            /** @description Its first and last characters. */
            hint: string;
            origins: components["schemas"]["Origins"];
            createdAt: components["schemas"]["Time"];
            lastUsedAt?: components["schemas"]["Time"];
            expiresAt?: components["schemas"]["Time"];
        };
        KeyWithSecret: components["schemas"]["Key"] & {
            /** @description Shown this once. */
            secret: string;
        };
        KeyPage: {
            data: components["schemas"]["Key"][];
            nextCursor: string | null;
        };
        UsageTotal: {
            /** @description Turns of chats in which a model was asked; each is counted with the model that was asked first. */
            turns: number;
            /** @description Requests to a model. */
            requests: number;
            inputTokens: number;
            outputTokens: number;
            /** @description The part of `inputTokens` that the vendor read from its cache. */
            cachedInputTokens: number;
            /** @description By the prices of this server as they are now. Absent where the price of a model is not known. */
            costUsd?: number;
        };
        UsageDay: components["schemas"]["UsageTotal"] & {
            /** Format: date */
            day: string;
            /** @description The vendor's name of the model. */
            model: string;
        };
        /** @description In tokens of input and output together. What is absent has no limit. */
        UsageBudgets: {
            /** @description Of one turn or document. */
            turnTokens?: number;
            /** @description Of one chat. */
            sessionTokens?: number;
            /** @description Of the tenant in one day, UTC. */
            tenantDayTokens?: number;
            remainingTodayTokens?: number;
        };
        UsageReport: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            data: components["schemas"]["UsageDay"][];
            total: components["schemas"]["UsageTotal"];
            budgets: components["schemas"]["UsageBudgets"];
        };
    };
    responses: {
        /** @description The request could not be read. */
        BadRequest: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid key or token. */
        Unauthenticated: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key or token is valid, and may not do that. */
        Forbidden: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing with that id, or it is not yours. The two are the same answer. */
        NotFound: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now: something is in flight, finished, or was changed meanwhile. */
        Conflict: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Larger than we accept. */
        TooLarge: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not a kind of content that this operation takes. */
        UnsupportedMedia: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The document has no such bytes. */
        RangeNotSatisfiable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "Content-Range": components["headers"]["ContentRange"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Readable, with content that is refused. `errors[]` names the fields. */
        Invalid: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        RateLimited: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault. Quote the request id. */
        Internal: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now. What was acknowledged before is kept. */
        Unavailable: {
            headers: {
                "x-request-id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description How many at most. */
        Limit: number;
        /** @description The `nextCursor` of the page before. */
        Cursor: string;
        /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
        IdempotencyKey: string;
        /** @description The id of the last event you have. */
        LastEventId: string;
        /** @description The same as `Last-Event-ID` where a header cannot be set. `0` is the beginning. */
        After: string;
        /** @description The name the file had on the candidate's device; kept to show it again. */
        FileName: string;
        /** @description What you want to have. */
        DocumentFormat: "pdf" | "markdown";
        /** @description One range of bytes. Anything else, several ranges for one, is answered with all of it. */
        Range: string;
        /** @description The `ETag` of what you have of it. Another version is answered with all of it. */
        IfRange: string;
        /** @description The candidate's time zone (IANA), for times that the calendar gives without one. */
        TimeZone: string;
        /** @description Whether a file is added to what earlier files gave. */
        AddFile: boolean;
        /** @description What you want to have. */
        TranscriptFormat: "json" | "text";
        /** @description The interview. */
        InterviewId: string;
        /** @description The posting. */
        PostingId: string;
        /** @description The chat. */
        ChatId: string;
        /** @description The turn. */
        TurnId: string;
        /** @description The preparation document. */
        PrepId: string;
        /** @description The consent. */
        ConsentId: string;
        /** @description The key. */
        KeyId: string;
        /** @description The first day, UTC. */
        UsageFrom: string;
        /** @description The last day, UTC. Today by default. */
        UsageTo: string;
        /** @description The client token. */
        TokenId: string;
        /** @description The service token. */
        ServiceTokenId: string;
        /** @description The tool server. */
        ToolServerId: string;
        /** @description The signed part of the address. */
        Link: string;
    };
    requestBodies: never;
    headers: {
        /** @description Quote it when you ask for help. */
        RequestId: string;
        /** @description The version of the document; send it as `If-Range`. */
        ETag: string;
        /** @description Always `bytes`. */
        AcceptRanges: string;
        /** @description Which bytes these are, and how many there are. */
        ContentRange: string;
        /** @description Where the document is. */
        Location: string;
        /** @description Seconds to wait. */
        RetryAfter: number;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    openEmbedSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmbedSessionCreate"];
            };
        };
        responses: {
            /** @description The session is open. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedSession"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEmbedConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Texts, features and theme. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedConfig"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createClientToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientTokenCreate"];
            };
        };
        responses: {
            /** @description The token. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeClientToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The client token. */
                tokenId: components["parameters"]["TokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createServiceToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceTokenCreate"];
            };
        };
        responses: {
            /** @description The token. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeServiceToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The service token. */
                serviceTokenId: components["parameters"]["ServiceTokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listToolServers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolServerPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createToolServer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToolServerCreate"];
            };
        };
        responses: {
            /** @description The tool server, without its token. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolServer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteToolServer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tool server. */
                toolServerId: components["parameters"]["ToolServerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPostings: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPosting: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostingCreate"];
            };
        };
        responses: {
            /** @description The posting as we understand it. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Posting"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPosting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The posting. */
                postingId: components["parameters"]["PostingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The posting. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Posting"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getResume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What we read. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resume"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    putResume: {
        parameters: {
            query?: {
                /** @description The name the file had on the candidate's device; kept to show it again. */
                fileName?: components["parameters"]["FileName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/pdf": components["schemas"]["FileBytes"];
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": components["schemas"]["FileBytes"];
                "application/octet-stream": components["schemas"]["FileBytes"];
                "text/plain": components["schemas"]["FileBytes"];
            };
        };
        responses: {
            /** @description What we read. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resume"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteResume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    correctResume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeCorrection"];
            };
        };
        responses: {
            /** @description The corrected reading. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resume"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChats: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatCreate"];
            };
        };
        responses: {
            /** @description The chat. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chat"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chat. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chat"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTurn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TurnCreate"];
            };
        };
        responses: {
            /** @description The turn. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Turn"];
                    "text/event-stream": components["schemas"]["TurnEvent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
                /** @description The turn. */
                turnId: components["parameters"]["TurnId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    interruptTurn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
                /** @description The turn. */
                turnId: components["parameters"]["TurnId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TurnInterrupt"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChatEvents: {
        parameters: {
            query?: {
                /** @description The same as `Last-Event-ID` where a header cannot be set. `0` is the beginning. */
                after?: components["parameters"]["After"];
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description The id of the last event you have. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["TurnEvent"];
                    "application/json": components["schemas"]["SessionEventPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    completeChat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The completed chat. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chat"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPreps: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. An empty list is an empty list. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrepPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createPrep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrepCreate"];
            };
        };
        responses: {
            /** @description Accepted. */
            202: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prep"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPrep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The preparation document. */
                prepId: components["parameters"]["PrepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its status, and links when ready. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prep"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelPrep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The preparation document. */
                prepId: components["parameters"]["PrepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancelled document. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prep"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPrepEvents: {
        parameters: {
            query?: {
                /** @description The same as `Last-Event-ID` where a header cannot be set. `0` is the beginning. */
                after?: components["parameters"]["After"];
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description The id of the last event you have. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                /** @description The preparation document. */
                prepId: components["parameters"]["PrepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["TurnEvent"];
                    "application/json": components["schemas"]["SessionEventPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPrepDocument: {
        parameters: {
            query?: {
                /** @description What you want to have. */
                format?: components["parameters"]["DocumentFormat"];
            };
            header?: {
                /** @description One range of bytes. Anything else, several ranges for one, is answered with all of it. */
                Range?: components["parameters"]["Range"];
                /** @description The `ETag` of what you have of it. Another version is answered with all of it. */
                "If-Range"?: components["parameters"]["IfRange"];
            };
            path: {
                /** @description The preparation document. */
                prepId: components["parameters"]["PrepId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": components["schemas"]["FileBytes"];
                    "text/markdown": string;
                };
            };
            /** @description The bytes of the range. */
            206: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": components["schemas"]["FileBytes"];
                    "text/markdown": string;
                };
            };
            /** @description The document is at that address for a minute, without a credential. Only where the server stores files elsewhere. */
            303: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDocumentByLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description One range of bytes. Anything else, several ranges for one, is answered with all of it. */
                Range?: components["parameters"]["Range"];
                /** @description The `ETag` of what you have of it. Another version is answered with all of it. */
                "If-Range"?: components["parameters"]["IfRange"];
            };
            path: {
                /** @description The signed part of the address. */
                link: components["parameters"]["Link"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": components["schemas"]["FileBytes"];
                    "text/markdown": string;
                };
            };
            /** @description The bytes of the range. */
            206: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Content-Range": components["headers"]["ContentRange"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": components["schemas"]["FileBytes"];
                    "text/markdown": string;
                };
            };
            /** @description The document is at that address for a minute, without a credential. Only where the server stores files elsewhere. */
            303: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What we read, and when. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    putCalendar: {
        parameters: {
            query?: {
                /** @description The candidate's time zone (IANA), for times that the calendar gives without one. */
                timeZone?: components["parameters"]["TimeZone"];
                /** @description Whether a file is added to what earlier files gave. */
                add?: components["parameters"]["AddFile"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": components["schemas"]["FileBytes"];
                "application/json": components["schemas"]["CalendarLink"];
            };
        };
        responses: {
            /** @description What we read. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addInterview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterviewCreate"];
            };
        };
        responses: {
            /** @description The interview. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteInterview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The interview. */
                interviewId: components["parameters"]["InterviewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    stateInterviewZone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The interview. */
                interviewId: components["parameters"]["InterviewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterviewZone"];
            };
        };
        responses: {
            /** @description The interview, at the time it is in that zone. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Interview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUpcomingInterviews: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Interviews that lie ahead. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpcomingInterviews"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTranscripts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranscriptPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTranscript: {
        parameters: {
            query?: {
                /** @description What you want to have. */
                format?: components["parameters"]["TranscriptFormat"];
            };
            header?: never;
            path: {
                /** @description The chat. */
                chatId: components["parameters"]["ChatId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was said. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listConsents: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    recordConsent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentCreate"];
            };
        };
        responses: {
            /** @description Recorded. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The consent. */
                consentId: components["parameters"]["ConsentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The holder of the credential. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    eraseMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["Limit"];
                /** @description The `nextCursor` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCreate"];
            };
        };
        responses: {
            /** @description The key. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyWithSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key. */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key. */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyUpdate"];
            };
        };
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this request. The same key and body get the first answer again; what a run that was cut off has made is met, not made again. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The key. */
                keyId: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotate"];
            };
        };
        responses: {
            /** @description The new key. */
            201: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyWithSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMedia"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description The first day, UTC. */
                from?: components["parameters"]["UsageFrom"];
                /** @description The last day, UTC. Today by default. */
                to?: components["parameters"]["UsageTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was used. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReport"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can be used. */
            200: {
                headers: {
                    "x-request-id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
