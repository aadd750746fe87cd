using System.Collections.Immutable;
using System.Text.Json;
using Platen.Console.Shared;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Console.Pages.Jobs;

/// <summary>The live list of jobs: all of them for administrators, else one's own.</summary>
public sealed class IndexModel : ConsolePage
{
    private const int ChoicesMax = 200;
    private const int SearchMax = 200;

    private static readonly ImmutableArray<string> Filters = ["search", "state", "queue", "site", "unclaimed"];

    /// <inheritdoc/>
    public override string Heading => May(Right.ReadJobs) ? "Jobs" : "My jobs";

    /// <inheritdoc/>
    public override string Section => "jobs";

    /// <summary>The jobs.</summary>
    public ResultPage<Job> Jobs { get; private set; } = new([], "");

    /// <summary>Names of their owners.</summary>
    public People Owners { get; private set; } = People.None;

    /// <summary>Queues to filter by.</summary>
    public ImmutableArray<Queue> Queues { get; private set; } = [];

    /// <summary>Sites to filter by.</summary>
    public ImmutableArray<Site> Sites { get; private set; } = [];

    /// <summary>Whether anything is filtered.</summary>
    public bool Filtered => Filters.Any(name => Text(name).Length > 0);

    /// <summary>Where the same filter gives CSV.</summary>
    public string Csv => "/api/v1/jobs" + Microsoft.AspNetCore.Http.QueryString.Create(
        Filters.Select(name => KeyValuePair.Create(name, (string?)Text(name))).Where(pair => pair.Value?.Length > 0).Append(KeyValuePair.Create("format", (string?)"csv")));

    /// <summary>States to filter by, as words of the address and words for people.</summary>
    public static IReadOnlyList<(string Value, string Text)> States { get; } =
        [.. Enum.GetValues<JobState>().Where(state => state != JobState.Unspecified).Select(state => (Word(state), Badge.Of(state).Text))];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync()
    {
        var all = new PageRequest("", ChoicesMax);
        if (May(Right.ReadJobs))
        {
            Queues = (await Lists.ListQueuesAsync("", Right.ReadJobs, all, Actor, Aborted)).Items;
            Sites = (await Lists.ListSitesAsync(Right.ReadJobs, all, Actor, Aborted)).Items;
        }

        Jobs = await Lists.ListJobsAsync(Filter(), Paging, Actor, Aborted);
        Owners = await People.LoadAsync(Grains, Tenant, Jobs.Items.Select(job => job.Owner), Aborted);
    }

    private JobFilter Filter()
    {
        return new JobFilter
        {
            Search = Text("search") is { Length: <= SearchMax } search ? search : "",
            States = [.. Enum.GetValues<JobState>().Where(state => state != JobState.Unspecified && Word(state) == Text("state"))],
            Queue = QueueId.TryParse(Text("queue"), out var queue) ? queue : null,
            Site = SiteId.TryParse(Text("site"), out var site) ? site : null,
            UnclaimedOnly = Text("unclaimed").Length > 0,
        };
    }

    private static string Word(JobState state) => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());
}
