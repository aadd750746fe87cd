using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Console.Pages.Accounting;

/// <summary>A user's balance and a page of the statement, as the portal and the user's page for others show it. What narrows it is in the address: <c>from</c>, <c>to</c>, <c>kind</c>, <c>search</c>, <c>order</c>.</summary>
public sealed class CreditStatement
{
    private const string PersonPrefix = "user:";

    private CreditStatement(ConsolePage page, CreditView account, ResultPage<CreditEntry> entries, People people) => (Page, Account, Entries, Names) = (page, account, entries, people);

    /// <summary>What a statement can be narrowed to.</summary>
    public static readonly IReadOnlyList<(string Value, string Text)> Kinds = [("", "all"), ("recharge", "recharges"), ("correction", "corrections"), ("print", "prints")];

    /// <summary>The page that shows it.</summary>
    public ConsolePage Page { get; }

    /// <summary>The account.</summary>
    public CreditView Account { get; }

    /// <summary>The entries.</summary>
    public ResultPage<CreditEntry> Entries { get; }

    private People Names { get; }

    /// <summary>The balance with its currency.</summary>
    public string Balance => $"{Money.Format(Account.BalanceE4)} {Account.Currency}";

    /// <summary>Where the same filter gives CSV.</summary>
    public string Csv
    {
        get
        {
            var filter = Filter(Page);
            var query = new Dictionary<string, string?>
            {
                ["format"] = "csv", ["kind"] = Kind(Page) is { } kind ? Word(kind) : null, ["search"] = filter.Search.Length > 0 ? filter.Search : null, ["order"] = filter.OldestFirst ? "oldest" : null,
                ["from"] = filter.From is { } from ? Show.Iso(from) : null, ["before"] = filter.Before is { } before ? Show.Iso(before) : null,
            };
            return $"/api/v1/users/{Account.User}/credit/entries" + Microsoft.AspNetCore.Http.QueryString.Create(query.Where(pair => pair.Value is not null));
        }
    }

    /// <summary>Loads it; null: the user has no account, or it is not for the actor to see.</summary>
    internal static async Task<CreditStatement?> LoadAsync(ConsolePage page, IGrainFactory grains, TenantId tenant, UserId user, Actor actor, PageRequest paging, CancellationToken cancellationToken)
    {
        var credit = grains.Credit(tenant);
        if (await credit.FindAsync(user, actor, cancellationToken) is not { } account || await credit.ListAsync(user, Filter(page), paging, actor, cancellationToken) is not { } entries)
        {
            return null;
        }

        return new CreditStatement(page, account, entries, await People.LoadAsync(grains, tenant, entries.Items.Select(entry => Person(entry.By)), cancellationToken));
    }

    /// <summary>What an entry is, in words.</summary>
    public static Badge Badge(CreditEntry entry) => entry.Kind switch
    {
        CreditEntryKind.Recharge => new("recharge", "st-ok"),
        CreditEntryKind.Correction => new("correction", "st-warn"),
        CreditEntryKind.Print => new("print", "st-off"),
        _ => new("unknown", "st-off"),
    };

    /// <summary>Who booked it.</summary>
    public string By(CreditEntry entry) => Person(entry.By) is { } user ? Names.Name(user) : entry.By;

    private static UserId? Person(string by) => by.StartsWith(PersonPrefix, StringComparison.Ordinal) && UserId.TryParse(by[PersonPrefix.Length..], out var user) ? user : null;

    private static CreditFilter Filter(ConsolePage page) => new()
    {
        From = Show.Day(page.Text("from")),
        Before = Show.Day(page.Text("to"))?.AddDays(1),
        Kind = Kind(page),
        Search = page.Text("search"),
        OldestFirst = page.Text("order") == "oldest",
    };

    private static CreditEntryKind? Kind(ConsolePage page) =>
        Enum.GetValues<CreditEntryKind>().Where(kind => kind != CreditEntryKind.Unspecified && Word(kind) == page.Text("kind")).Select(kind => (CreditEntryKind?)kind).FirstOrDefault();

    private static string Word(CreditEntryKind kind) => kind.ToString().ToLowerInvariant();
}
