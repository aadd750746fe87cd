using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Console.Pages.Accounting;

/// <summary>What was printed and charged: all of it for administrators, else one's own.</summary>
public sealed class LedgerModel : ConsolePage
{
    private const int RowsPerPage = 100;
    private const int ChoicesMax = 500;

    /// <inheritdoc/>
    public override string Heading => May(Right.ReadReports) ? "Ledger" : "My ledger";

    /// <inheritdoc/>
    public override string Section => "ledger";

    /// <summary>The entries.</summary>
    public ResultPage<LedgerEntry> Entries { get; private set; } = new([], "");

    /// <summary>Names of those who pay.</summary>
    public People Payers { get; private set; } = People.None;

    /// <summary>Users to filter by.</summary>
    public ImmutableArray<User> Users { get; private set; } = [];

    /// <summary>Devices to filter by.</summary>
    public ImmutableArray<Device> Devices { get; private set; } = [];

    /// <summary>Pages of the entries shown.</summary>
    public long Impressions => Entries.Items.Sum(entry => (long)(entry.Impressions ?? 0));

    /// <summary>Prices of the entries shown, by currency.</summary>
    public IEnumerable<string> Sums => Entries.Items.GroupBy(entry => entry.Currency).Select(group => $"{Money.Format(group.Sum(entry => entry.PriceE4))} {group.Key}");

    /// <summary>Where the same filter gives CSV.</summary>
    public string Csv
    {
        get
        {
            var filter = Filter();
            var query = new Dictionary<string, string?> { ["format"] = "csv", ["user"] = filter.User?.ToString(), ["device"] = filter.Device?.Value, ["from"] = Iso(filter.From), ["before"] = Iso(filter.Before) };
            return "/api/v1/ledger" + Microsoft.AspNetCore.Http.QueryString.Create(query.Where(pair => pair.Value is not null));
        }
    }

    /// <summary>Shows the ledger.</summary>
    public async Task OnGetAsync()
    {
        if (May(Right.ReadReports))
        {
            Users = !May(Right.ReadUsers) ? [] : (await Lists.ListUsersAsync("", new PageRequest("", ChoicesMax), Actor, Aborted)).Items;
            Devices = (await Lists.ListDevicesAsync(null, "", Right.ReadReports, new PageRequest("", ChoicesMax), Actor, Aborted)).Items;
        }

        Entries = await Lists.ListLedgerAsync(Filter(), Paging with { Limit = RowsPerPage }, Actor, Aborted);
        Payers = await People.LoadAsync(Grains, Tenant, Entries.Items.Select(entry => (UserId?)entry.User), Aborted);
    }

    private LedgerFilter Filter() => new()
    {
        From = Show.Day(Text("from")),
        Before = Show.Day(Text("to"))?.AddDays(1),
        User = UserId.TryParse(Text("user"), out var user) ? user : null,
        Device = DeviceId.TryParse(Text("device"), out var device) ? device : null,
    };

    private static string? Iso(DateTimeOffset? at) => at is { } time ? Show.Iso(time) : null;
}
