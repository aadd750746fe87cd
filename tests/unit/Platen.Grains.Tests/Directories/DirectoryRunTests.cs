using Platen.Domain.Directories;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Directories;

/// <summary>AU02, AU21, AU25: users and groups follow their directory, and no entry of it stops a run.</summary>
public sealed class DirectoryRunTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Run_First_AddsPeopleWithFlattenedGroups()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea", "Bea", "bea@example.com");
        house.Directory.Person("k2", "carl");
        house.Directory.Group("g1", "Staff", "carl", "@Inner");
        house.Directory.Group("g2", "Inner", "bea");
        var run = await house.RunAsync();
        (run.State, run.Counts.People, run.Counts.Added, run.Counts.Groups).ShouldBe((DirectoryRunState.Done, 2, 2, 2));
        var groups = house.Host.Records.All<Group>().ToDictionary(group => group.Id, group => group.Name);
        var bea = house.User("bea")!;
        bea.ShouldSatisfyAllConditions(
            user => user.Email.ShouldBe("bea@example.com"), user => user.Role.ShouldBe(UserRole.User), user => user.Source.ShouldBe("directory:corporate"), user => user.AuthenticatedBy.ShouldBe("directory:corporate"),
            user => user.Groups.Select(group => groups[group]).ShouldBe(["Staff", "Inner"], ignoreOrder: true));
        house.User("carl")!.Groups.Select(group => groups[group]).ShouldBe(["Staff"]);
        house.Host.Records.Audit.Count(audit => audit.Entry.Action == "user.created" && audit.Entry.Details.GetValueOrDefault("directory") == "corporate").ShouldBe(2);
        (await house.RunAsync()).Counts.ShouldBe(new DirectoryCounts { People = 2, Groups = 2 }, "the second run finds all as it is");
    }

    // Mutant: a preview writes
    [Fact]
    public async Task Preview_SaysWhatWouldChange_AndChangesNothing()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        var users = house.Host.Records.All<User>().Count();
        var run = await house.RunAsync(DirectoryRunKind.Preview);
        (run.Counts.Added, run.Rows.Single().Kind).ShouldBe((1, DirectoryRowKind.Added));
        house.Host.Records.All<User>().Count().ShouldBe(users);
        house.Host.Records.All<Group>().ShouldBeEmpty();
    }

    // Mutant: who is gone is deleted, or stays active
    [Fact]
    public async Task Person_GoneAndBack_IsShutOutAndLetInAgain()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        var carl = house.Directory.Person("k2", "carl");
        await house.RunAsync();
        var grain = house.Host.Grains.User(Branch.Tenant, house.User("carl")!.Id);
        (await grain.GetAsync(None))!.Active.ShouldBeTrue();
        house.Directory.People.Remove(carl);
        (await house.RunAsync()).Counts.ShutOut.ShouldBe(1);
        (await grain.GetAsync(None))!.Active.ShouldBeFalse("the grain that was active has heard of it");
        house.Directory.People.Add(carl);
        (await house.RunAsync()).Counts.LetIn.ShouldBe(1);
        (await grain.GetAsync(None))!.Active.ShouldBeTrue();
    }

    // AU25. Mutant: the directory lets in again whom an administrator shut out
    [Fact]
    public async Task User_ShutOutByAnAdministrator_StaysSo()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        await house.RunAsync();
        var grain = house.Host.Grains.User(Branch.Tenant, house.User("bea")!.Id);
        (await grain.DeactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        house.Directory.Person("k1", "bea", "Bea New");
        await house.RunAsync();
        (await grain.GetAsync(None))!.ShouldSatisfyAllConditions(user => user.Active.ShouldBeFalse(), user => user.DisplayName.ShouldBe("Bea New"));
        house.Directory.People.Count.ShouldBe(1, "nothing is ever written to the directory");
    }

    // Mutant: the brake looks after it has written
    [Fact]
    public async Task Run_ThatWouldShutTooManyOut_StopsUntilItIsConfirmed()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        for (var i = 0; i < 10; i++)
        {
            house.Directory.Person($"k{i}", $"user{i}");
        }

        await house.RunAsync();
        house.Directory.People.RemoveAll(person => person.Text("uid", 100) is not ("user0" or "user1"));
        house.Directory.Person("new", "newcomer");
        var braked = await house.RunAsync();
        (braked.State, braked.Counts.ShutOut).ShouldBe((DirectoryRunState.Braked, 8));
        braked.Message.ShouldContain("8 of 10");
        house.User("user9")!.Active.ShouldBeTrue();
        house.User("newcomer").ShouldBeNull("nothing at all was changed");

        (await house.Grain.ConfirmAsync("elsewhere", Branch.System, None)).Result.Code.ShouldBe(CommandCode.Refused);
        var done = await house.EndOfAsync(await house.Grain.ConfirmAsync(braked.Id, Branch.System, None));
        (done.State, done.Counts.ShutOut).ShouldBe((DirectoryRunState.Done, 8));
        house.User("user9")!.Active.ShouldBeFalse();
        house.User("newcomer").ShouldNotBeNull();
    }

    [Fact]
    public async Task Entries_ThatAreHostile_AreRowsAndNeverAStop()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        house.Directory.Person("k2", "anna"); // who was made here has that name
        house.Directory.Person("k3", "BEA2");
        house.Directory.Person("k4", "bea2");
        house.Directory.Person("k5", new string('x', 300));
        house.Directory.Person("k6", "two words");
        house.Directory.Person("k7", "bell\u0007");
        house.Directory.Person("k8", "long", new string('n', 5_000), "no address");
        house.Directory.People.Add(MemoryDirectory.Entry("uid=keyless,dc=test", ("uid", "keyless")));
        house.Directory.People.Add(new DirectoryEntry { Dn = "uid=\u001b[31mbinary", Values = [new("entryUUID", [.. "k9"u8]), new("uid", [0xff, 0xfe])] });
        house.Directory.Group("g1", "A", "bea", "@B");
        house.Directory.Group("g2", "B", "@C");
        house.Directory.Group("g3", "C", "@A");
        house.Directory.Group("g4", "Self", "@Self", "long");
        var run = await house.RunAsync();
        run.State.ShouldBe(DirectoryRunState.Done, run.Message);
        (run.Counts.Added, run.Counts.Refused).ShouldBe((3, 7));
        run.Rows.Count(row => row.Kind == DirectoryRowKind.Refused).ShouldBe(7);
        run.Rows.ShouldContain(row => row.Name == "anna" && row.Kind == DirectoryRowKind.Refused);
        run.Rows.Count(row => row.Kind == DirectoryRowKind.Remark && row.Text.Contains("in itself")).ShouldBe(4);
        run.Rows.ShouldAllBe(row => !row.Name.Any(char.IsControl));
        house.User("bea")!.Groups.Length.ShouldBe(3);
        house.User("long")!.ShouldSatisfyAllConditions(user => user.DisplayName.ShouldBe("long"), user => user.Email.ShouldBeEmpty());
        house.User("anna")!.Source.ShouldBeEmpty("a user who was made here is never taken over");
    }

    [Fact]
    public async Task Changes_AreFetchedAloneUntilAGroupChanges()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        house.Directory.Person("k2", "carl");
        house.Directory.Group("g1", "Staff", "bea");
        await house.RunAsync();
        (await house.RunAsync(DirectoryRunKind.Changes)).Counts.People.ShouldBe(0);

        house.Directory.Person("k2", "carla");
        var changed = await house.RunAsync(DirectoryRunKind.Changes);
        (changed.Counts.People, changed.Counts.Changed).ShouldBe((1, 1));
        house.User("carla").ShouldNotBeNull();

        house.Directory.Group("g1", "Staff", "bea", "carla");
        (await house.RunAsync(DirectoryRunKind.Changes)).Counts.People.ShouldBe(2, "a group may be about anybody");
        house.User("carla")!.Groups.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Directory_ThatIsDown_FailsTheRunAndChangesNobody()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        await house.RunAsync();
        house.Directory.IsDown = true;
        var run = await house.RunAsync();
        (run.State, run.Message).ShouldBe((DirectoryRunState.Failed, "The directory is down."));
        house.User("bea")!.Active.ShouldBeTrue();
        house.Host.Records.Audit[^1].Entry.ShouldSatisfyAllConditions(audit => audit.Action.ShouldBe("directory.run-ended"), audit => audit.Success.ShouldBeFalse());
    }

    [Fact]
    public async Task Run_WhileAnotherOneIsUnderWay_IsRefused()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Gate = new TaskCompletionSource();
        var first = await house.Grain.StartAsync(DirectoryRunKind.Full, Branch.System, None);
        (await house.Grain.StartAsync(DirectoryRunKind.Full, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Refused);
        (await house.Grain.GetAsync(None))!.Running.ShouldBe(first.Run);
        house.Directory.Gate.SetResult();
        (await house.EndOfAsync(first)).State.ShouldBe(DirectoryRunState.Done);
    }

    [Fact]
    public async Task Schedule_BeginsWhatIsDue()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        await TickAsync();
        house.User("bea").ShouldNotBeNull();
        var runs = house.Host.Records.All<DirectoryRun>().Count();
        await TickAsync();
        house.Host.Records.All<DirectoryRun>().Count().ShouldBe(runs, "it is not due yet");
        house.Host.Time.Advance(TimeSpan.FromMinutes(16));
        await TickAsync();
        house.Host.Records.All<DirectoryRun>().OrderBy(run => run.Id).Last().Kind.ShouldBe(DirectoryRunKind.Changes);
        house.Host.Time.Advance(TimeSpan.FromDays(1));
        await TickAsync();
        house.Host.Records.All<DirectoryRun>().OrderBy(run => run.Id).Last().Kind.ShouldBe(DirectoryRunKind.Full);

        async Task TickAsync()
        {
            await house.Grain.TickAsync(None);
            if ((await house.Grain.GetAsync(None))!.State?.LastRun is { Length: > 0 } run)
            {
                await house.EndOfAsync(new() { Result = CommandResult.Done, Run = run });
            }
        }
    }
}
