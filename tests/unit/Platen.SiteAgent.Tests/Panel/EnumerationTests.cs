using System.Diagnostics;
using System.Text.RegularExpressions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Tests.Replica;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>
/// AU14, AU15: neither what the panel answers nor how long it takes tells whether a login name exists, has a password, has chosen two phases, or is shut out. Real hashes; what is compared are medians of tries in turn, and the
/// bound is wide: the mutant (no hash for names that nobody has) is a hundred times faster.
/// </summary>
public sealed partial class EnumerationTests : IAsyncLifetime
{
    private const int Tries = 7;
    private static readonly string[] Names = ["alice", "nobody", "nopassword", "twophases", "shutout"];
    private PanelFixture _panel = null!;

    public async Task InitializeAsync()
    {
        _panel = await PanelFixture.StartAsync();
        var hash = PasswordHash.Create(SessionFixture.AlicePassword, PasswordScheme.Of(fips: false).Algorithm);
        var alice = SessionFixture.AliceRecord();
        alice.PasswordHash = hash;
        var twoPhases = ReplicaFixture.User(11, "twophases");
        (twoPhases.PasswordHash, twoPhases.SecondPhase) = (hash, Contracts.AgentLink.V1.SecondPhase.Pin);
        var shutOut = ReplicaFixture.User(12, "shutout");
        (shutOut.PasswordHash, shutOut.Active) = (hash, false);
        var policy = _panel.People.Policy.Clone();
        policy.LockoutFailures = 0;
        await _panel.People.SendAsync(
            new Change { Policy = policy }, new Change { User = alice }, new Change { User = ReplicaFixture.User(10, "nopassword") }, new Change { User = twoPhases }, new Change { User = shutOut });
    }

    public async Task DisposeAsync() => await _panel.DisposeAsync();

    [Fact]
    public async Task WrongPassword_OfAnybodyOrNobody_AnswersTheSameInTheSameTime()
    {
        var times = Names.ToDictionary(name => name, _ => new List<double>());
        var bodies = new HashSet<string>();
        for (var i = 0; i <= Tries; i++)
        {
            foreach (var name in Names)
            {
                _panel.People.Time.Advance(TimeSpan.FromMinutes(10)); // no throttle in between
                var clock = Stopwatch.GetTimestamp();
                var answer = await _panel.PostAsync("mfp-1/session", new { method = "password", loginName = name, password = "wrong" });
                var took = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
                bodies.Add($"{(int)answer.StatusCode} {TraceId().Replace(await answer.Content.ReadAsStringAsync(), "")}");
                if (i > 0)
                {
                    times[name].Add(took);
                }
            }
        }

        bodies.Count.ShouldBe(1, string.Join('\n', bodies));
        var medians = times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(Tries / 2));
        var words = string.Join(", ", medians.Select(pair => $"{pair.Key} {pair.Value:0.0} ms"));
        (medians.Values.Max() / medians.Values.Min()).ShouldBeLessThan(2.5, words);
    }

    // a page has a form's token of its own; the name that was typed is shown again
    [Fact]
    public async Task WrongPassword_OnThePage_ReadsTheSame()
    {
        var pages = new HashSet<string>();
        foreach (var name in Names)
        {
            using var browser = _panel.Browse();
            await browser.GetAsync("/panel/mfp-1?mode=password");
            _panel.People.Time.Advance(TimeSpan.FromMinutes(10));
            await browser.SubmitAsync("/panel/mfp-1/login", ("name", name), ("password", "wrong"));
            pages.Add(Token().Replace(browser.Page, "").Replace($"value=\"{name}\"", "", StringComparison.Ordinal));
        }

        pages.Count.ShouldBe(1);
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex TraceId();

    [GeneratedRegex("name=\"form\" value=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
