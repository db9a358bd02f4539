package desk

import (
	"context"
	"crypto/sha256"
	"net/http"
	"strings"
	"time"

	"dateline/timeline"
)

// How long Once waits between looks at a request that another works on.
const (
	firstWait = 5 * time.Millisecond
	mostWait  = 250 * time.Millisecond
)

// Once does do for the first request with this key of a person, and gives its
// answer to the later ones, for a day; one that comes while do runs waits for
// it. request is all that makes two requests the same: method, path and body.
// The key with another request is Problems of the field "Idempotency-Key".
//
// An answer of 500 and above, or a panic, is not kept: the request may be sent
// again. So may one whose program stopped before it answered, after two
// minutes; what it stored before it stopped is then there twice.
func (d *Desk) Once(ctx context.Context, who timeline.User, key string, request []byte, do func() Answer) (Answer, error) {
	if err := need(who, timeline.Contributor); err != nil {
		return Answer{}, err
	}
	if len(key) == 0 || len(key) > 255 || strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) {
		return Answer{}, timeline.FieldProblem("Idempotency-Key", "is to be 1 to 255 printable ASCII characters")
	}
	sum := sha256.Sum256(request)
	for wait := firstWait; ; wait = min(2*wait, mostWait) {
		claim, err := d.store.Claim(ctx, who.ID, key, sum)
		switch {
		case err != nil:
			return Answer{}, err
		case claim.Other:
			return Answer{}, timeline.FieldProblem("Idempotency-Key", "came before with another request: use a new key for each")
		case claim.Answer != nil:
			return *claim.Answer, nil
		case claim.Holder != "":
			return d.answer(ctx, who, key, claim.Holder, do)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return Answer{}, ctx.Err()
		}
	}
}

func (d *Desk) answer(ctx context.Context, who timeline.User, key, holder string, do func() Answer) (Answer, error) {
	// What was done is kept, though the client may have gone.
	ctx = context.WithoutCancel(ctx)
	kept := false
	defer func() {
		if kept {
			return
		}
		if err := d.store.Unclaim(ctx, who.ID, key, holder); err != nil {
			d.log.ErrorContext(ctx, "an idempotency key stays claimed", "user", who.Name, "error", err)
		}
	}()
	a := do()
	if a.Status >= http.StatusInternalServerError {
		return a, nil
	}
	if err := d.store.Answer(ctx, who.ID, key, holder, a); err != nil {
		return Answer{}, err
	}
	kept = true
	return a, nil
}
