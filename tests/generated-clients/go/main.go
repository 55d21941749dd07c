// What a platform written in Go does with the client that was generated from the contract.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"example.org/platform/prep"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// client answers a generated client that sends this credential.
func client(credential string) *prep.ClientWithResponses {
	authorize := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+credential)
		return nil
	}
	made, err := prep.NewClientWithResponses(os.Getenv("SERVER"), prep.WithRequestEditorFn(authorize))
	check(err)
	return made
}

func main() {
	ctx := context.Background()
	advert, err := os.ReadFile(os.Args[1])
	check(err)

	var tokenRequest prep.ClientTokenCreate
	tokenRequest.Candidate.ExternalId = "from-go"
	token, err := client(os.Getenv("SECRET_KEY")).CreateClientTokenWithResponse(ctx, nil, tokenRequest)
	check(err)
	candidate := client(token.JSON201.Token)

	var advertised prep.PostingCreate
	check(advertised.Source.FromPostingText(prep.PostingText{Kind: "text", Text: string(advert)}))
	posting, err := candidate.CreatePostingWithResponse(ctx, nil, advertised)
	check(err)
	chat, err := candidate.CreateChatWithResponse(ctx, nil, prep.ChatCreate{PostingId: &posting.JSON201.Id})
	check(err)
	turn, err := candidate.CreateTurnWithResponse(ctx, chat.JSON201.Id, nil, prep.TurnCreate{Text: "Ask me a behavioural question."})
	check(err)
	refused, err := candidate.CreateTurnWithResponse(ctx, chat.JSON201.Id, nil, prep.TurnCreate{Text: ""})
	check(err)

	events := []string{}
	for _, each := range turn.JSON200.Events {
		kind, err := each.Event.Discriminator()
		check(err)
		events = append(events, kind)
	}
	problem := refused.ApplicationproblemJSON422
	field := (*problem.Errors)[0]
	written, err := json.Marshal(map[string]any{
		"posting": posting.JSON201.Title,
		"message": turn.JSON200.Message,
		"state":   turn.JSON200.State,
		"events":  events,
		"refused": map[string]string{"code": problem.Code, "field": field.Path, "reason": field.Message},
	})
	check(err)
	fmt.Println(string(written))
}
