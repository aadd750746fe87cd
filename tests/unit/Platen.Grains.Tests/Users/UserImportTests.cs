using System.Collections.Immutable;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU02, AU05: users from a file, each line by itself.</summary>
public sealed class UserImportTests : IAsyncLifetime
{
    private const string File = "loginName,displayName,email,active,cardNumber,issuePin\nbert,Bert,bert@example.com,,04A2197F,true\nanna,Anna New,,false,,\ncarl,Carl,nowhere,,12,\n,Nobody,,,,\n";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutant: the dry run writes
    [Fact]
    public async Task DryRun_NamesEachLinesErrorsAndChangesNothing()
    {
        var audit = _host.Records.Audit.Count;
        var done = await ImportAsync(File, dryRun: true);
        done.Select(line => (line.Line, line.Outcome, line.Messages.Length)).ShouldBe(
            [(2, ImportOutcome.Added, 0), (3, ImportOutcome.Changed, 0), (4, ImportOutcome.Refused, 2), (5, ImportOutcome.Refused, 1)]);
        done.ShouldAllBe(line => line.Pin == null);
        _host.Records.All<User>().Count().ShouldBe(1);
        _host.Records.Audit.Count.ShouldBe(audit);
    }

    [Fact]
    public async Task Import_AddsAndChangesWhatIsRight()
    {
        var done = await ImportAsync(File);
        done.Select(line => line.Outcome).ShouldBe([ImportOutcome.Added, ImportOutcome.Changed, ImportOutcome.Refused, ImportOutcome.Refused]);
        PinPolicy.IsTrivial(done[0].Pin!).ShouldBeFalse();
        var bert = _host.Records.All<User>().Single(user => user.LoginName == "bert");
        (bert.Cards.Length, bert.Email, bert.PinHash.Length > 0).ShouldBe((1, "bert@example.com", true));
        var anna = (await _branch.AnnaGrain.GetAsync(None))!;
        (anna.DisplayName, anna.Active).ShouldBe(("Anna New", false));

        // the same file once more changes nobody, and draws no second PIN
        var again = await ImportAsync(File);
        again[0].Outcome.ShouldBe(ImportOutcome.Refused);
        again[0].Messages.Single().ShouldContain("PIN");
        _host.Records.All<User>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Import_ByAnOrdinaryUser_RefusesEveryLine()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await ImportAsync(File, actor: anna)).ShouldAllBe(line => line.Outcome == ImportOutcome.Refused);
        _host.Records.All<User>().Count().ShouldBe(1);
    }

    private Task<ImmutableArray<ImportedUser>> ImportAsync(string file, bool dryRun = false, Actor? actor = null) =>
        _host.Grains.UserImport(Branch.Tenant).ImportAsync(new ImportUsers { Lines = UserTable.Read(file).Lines, DryRun = dryRun }, actor ?? Branch.System, None);
}
