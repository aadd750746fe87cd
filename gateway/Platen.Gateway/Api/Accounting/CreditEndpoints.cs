using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Gateway.Api.Accounting;

/// <summary>Credit accounts: balance, statement, recharge and correction (AC02).</summary>
internal static class CreditEndpoints
{
    private const string Account = "/users/{user}/credit";
    private const string None = "such credit account";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Account, GetAsync).WithTags("Credit").Describe<CreditJson>("getCredit", "A user's balance; one's own, or by the right to recharge.");
        api.MapGet(Account + "/entries", ListAsync).WithTags("Credit")
            .Describe<PageOf<CreditEntryJson>>("listCreditEntries", "A user's statement, newest first; as CSV, all pages in one, with '?format=csv' or 'Accept: text/csv'.")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        api.MapPost(Account + "/entries", BookAsync).WithTags("Credit")
            .Describe<CreditEntryJson>("bookCredit", "Recharges or corrects a user's credit; sent again with the same Idempotency-Key, it changes nothing and answers as the first time.", StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(UserId user, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Credit(caller.Tenant).FindAsync(user, caller.Actor, cancellationToken) is { } view ? TypedResults.Ok(CreditJson.Of(view)) : ProblemAnswers.NotFound(None);

    private static async Task<IResult> ListAsync(UserId user, [AsParameters] CreditQuery query, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var filter = query.Filter(input);
        var request = paging.Request(input);
        var csv = ListFormat.IsCsv(format, http, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Credit(caller.Tenant);
        if (await grain.ListAsync(user, filter, request, caller.Actor, cancellationToken) is not { } page)
        {
            return ProblemAnswers.NotFound(None);
        }

        return csv
            ? new CsvFile<CreditEntry>("credit.csv", CreditTable.Head, CreditTable.Line, async (at, token) => await grain.ListAsync(user, filter, at, caller.Actor, token) ?? new ResultPage<CreditEntry>([], ""))
            : TypedResults.Ok(PageOf<CreditEntryJson>.From(page, CreditEntryJson.Of));
    }

    private static async Task<IResult> BookAsync(UserId user, BookCreditRequest request, [FromHeader(Name = "Idempotency-Key")] string? header, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new BookCredit
        {
            Kind = input.Word<CreditEntryKind>(request.Kind, "kind", CreditEntryKind.Recharge),
            AmountE4 = input.Amount(request.Amount, "amount"),
            Reason = request.Reason ?? "",
            Key = Key(header, request.Key, input),
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var booked = await caller.Grains.User(caller.Tenant, user).BookCreditAsync(command, caller.Actor, cancellationToken);
        return booked.Entry is { } entry ? TypedResults.Created($"{ApiEndpoints.Root}/users/{user}/credit/entries", CreditEntryJson.Of(entry)) : ProblemAnswers.Of(booked.Result);
    }

    // the header is a quoted string in the IETF's draft, and goes without quotes in most programs
    private static string Key(string? header, string? body, Input input)
    {
        var sent = header?.Length >= 2 && header[0] == '"' && header[^1] == '"' ? header[1..^1] : header;
        if (sent is not null && body is not null && sent != body)
        {
            input.Add("key", "The header Idempotency-Key and 'key' differ; send one of them.");
        }

        if ((sent ?? body ?? "").Length == 0)
        {
            input.Add("key", "The idempotency key is missing; send a header Idempotency-Key or 'key', new for each booking and the same when you repeat it.");
        }

        return sent ?? body ?? "";
    }
}
