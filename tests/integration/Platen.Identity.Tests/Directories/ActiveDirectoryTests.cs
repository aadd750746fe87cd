using Platen.Domain.Directories;
using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.Directories;

/// <summary>AU21: a real Active Directory (Samba's domain controller).</summary>
public sealed class ActiveDirectoryTests(SambaFixture fixture) : IClassFixture<SambaFixture>
{
    private readonly SambaDomain _domain = fixture.Domain;

    [Fact]
    public async Task Domain_PeopleGroupsLoginsAndChanges_AreUnderstood()
    {
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_domain);
        var reading = new DirectoryReading(directory, TimeProvider.System.GetUtcNow());
        var people = (await client.PeopleAsync(directory, SambaDomain.Password)).Select(entry => reading.Person(entry).Person!).ToDictionary(person => person.LoginName);
        people["alice"].ShouldSatisfyAllConditions(alice => alice.DisplayName.ShouldBe("Alice Müller"), alice => alice.Email.ShouldBe("alice@peers.test"), alice => alice.Active.ShouldBeTrue(), alice => Guid.TryParse(alice.Key, out _).ShouldBeTrue());
        people["eve"].Active.ShouldBeFalse();
        people["past"].Active.ShouldBeFalse("the account's time is over");

        (await LogInAsync("alice", "Alice!Pw1")).ShouldBe(DirectoryLoginCode.Ok);
        (await LogInAsync("alice", "Bob!Pw123")).ShouldBe(DirectoryLoginCode.Wrong);
        (await LogInAsync("eve", "Eve!Pw123")).ShouldBe(DirectoryLoginCode.Wrong, "the account is switched off");
        (await LogInAsync("past", "Past!Pw123")).ShouldBe(DirectoryLoginCode.Wrong, "so says the directory, too");
        (await LogInAsync("alice", "")).ShouldBe(DirectoryLoginCode.Wrong);

        var nesting = new GroupNesting();
        List<string> names = [];
        var search = new DirectorySearch(directory.GroupBase, directory.GroupFilter, reading.GroupAttributes(), GroupNesting.GroupsMax);
        await foreach (var page in client.SearchAsync(directory, SambaDomain.Password, search, default))
        {
            foreach (var group in page)
            {
                names.Add(reading.Group(group).Name);
                nesting.Add(group.Dn, group.Of(directory.Mapping.GroupMember).Select(member => System.Text.Encoding.UTF8.GetString(member.AsSpan())));
            }
        }

        nesting.Of(people["alice"]).Select(group => names[group]).ShouldBe(["Inner", "Outer"], ignoreOrder: true);

        var mark = (await client.MarkAsync(directory, SambaDomain.Password, default)).Split('|');
        await _domain.ModifyAsync($"dn: CN=Bob,CN=Users,{SambaDomain.Root}\nchangetype: modify\nreplace: mail\nmail: bobby@peers.test\n");
        var changed = await client.PeopleAsync(directory, SambaDomain.Password, $"(&{directory.PeopleFilter}(uSNChanged>={long.Parse(mark[1]) + 1}))");
        changed.Single().Text("mail", 100).ShouldBe("bobby@peers.test");

        Task<DirectoryLoginCode> LogInAsync(string name, string password) => client.LogInAsync(directory, SambaDomain.Password, name, people[name].Key, password, default);
    }

    // MaxValRange: more than 1,500 values come in pieces
    [Fact]
    public async Task Group_OfManyMembers_IsReadWhole()
    {
        await _domain.ModifyAsync(string.Concat(Enumerable.Range(0, 1_600).Select(i => $"dn: CN=c{i},CN=Users,{SambaDomain.Root}\nchangetype: add\nobjectClass: contact\n\n")));
        await _domain.ModifyAsync(SambaDomain.Group("Crowd", [.. Enumerable.Range(0, 1_600).Select(i => $"CN=c{i}")]));
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_domain);
        var found = await client.PeopleAsync(directory with { Mapping = directory.Mapping with { Email = "member" } }, SambaDomain.Password, "(sAMAccountName=Crowd)");
        found.Single().Of("member").Distinct().Count().ShouldBe(1_600);
    }
}
