using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Users;

/// <summary>Users as files of CSV. The size of a body bounds a file: 256 KiB, some thousands of users.</summary>
internal static class ImportEndpoints
{
    // another type too must reach the table of rights: routing would answer with a 415 to anybody
    private const string AnyType = "*/*";

    public static void Map(RouteGroupBuilder users)
    {
        users.MapGet("/export", ExportAsync).WithName("exportUsers").WithSummary("All users as CSV, without cards and secrets.").Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        users.MapPost("/import", ImportAsync).Accepts<string>(LedgerTable.MediaType, AnyType)
            .Describe<ImportResultJson>("importUsers", "Adds and changes users by the lines of a CSV file; with '?dryRun=true' it only says what would become of each line.");
    }

    private static async Task<CsvFile<CreditOf.Row>> ExportAsync(Caller caller, CancellationToken cancellationToken)
    {
        var withCredit = await CreditOf.IsShownAsync(caller, cancellationToken);
        return new("users.csv", withCredit ? UserTable.HeadWithCredit : UserTable.Head, row => withCredit ? UserTable.Line(row.User, row.Balance) : UserTable.Line(row.User), async (at, token) =>
        {
            var page = await caller.Grains.Lists(caller.Tenant).ListUsersAsync("", at, caller.Actor, token);
            var credit = withCredit ? await CreditOf.LoadAsync(caller, page, token) : CreditOf.Nobody;
            return new ResultPage<CreditOf.Row>([.. page.Items.Select(user => new CreditOf.Row(user, credit.Balance(user) ?? ""))], page.Next);
        });
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, bool? dryRun, Caller caller, CancellationToken cancellationToken)
    {
        // the table of rights has asked already; the grain asks again
        using var body = new StreamReader(request.Body);
        var (lines, fault) = UserTable.Read(await body.ReadToEndAsync(cancellationToken));
        if (fault is not null)
        {
            return ProblemAnswers.Invalid([new InputError(fault, null)]);
        }

        var grain = caller.Grains.UserImport(caller.Tenant);
        var done = new List<ImportedUser>(lines.Length);
        foreach (var part in lines.Chunk(ImportUsers.LinesMax))
        {
            done.AddRange(await grain.ImportAsync(new ImportUsers { Lines = [.. part], DryRun = dryRun ?? false }, caller.Actor, cancellationToken));
        }

        return TypedResults.Ok(new ImportResultJson(
            dryRun ?? false, Count(done, ImportOutcome.Added), Count(done, ImportOutcome.Changed), Count(done, ImportOutcome.Refused), [.. done.Select(ImportedUserJson.Of)]));
    }

    private static int Count(List<ImportedUser> done, ImportOutcome outcome) => done.Count(line => line.Outcome == outcome);
}
