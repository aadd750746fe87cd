using System.Collections.Immutable;
using System.Text;
using Platen.Domain.Directories;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Directories;

/// <summary>AU02, AU21: phone, numbers and folder of an entry, as far as the mapping names attributes for them.</summary>
public sealed class DirectoryReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly UserDirectory Corporate = new()
    {
        Tenant = TenantId.Parse("acme"), Id = DirectoryId.Parse("corporate"), Name = "Corporate", Schema = DirectorySchema.OpenLdap, Host = "ldap.test", Security = DirectorySecurity.Ldaps,
        Mapping = DirectoryPresets.Mapping(DirectorySchema.OpenLdap) with { IdNumber = "carLicense", SharedFolder = "homeDirectory" },
    };

    [Fact]
    public void Person_WithContact_IsReadAndTakenOver()
    {
        var (person, remark) = Read(("telephoneNumber", " +49 30 1234 "), ("carLicense", "L-1"), ("employeeNumber", "4711"), ("homeDirectory", "\\\\files\\anna"));
        remark.ShouldBeNull();
        var user = PersonDiff.Add(Corporate, person!, [], UserId.New(TimeProvider.System));
        user.Contact.ShouldBe(new UserContact { Phone = "+49 30 1234", IdNumber = "L-1", PersonalNumber = "4711", SharedFolder = "\\\\files\\anna" });
        PersonDiff.Change(Corporate, user, person!, [], ImmutableHashSet<GroupId>.Empty).ShouldBeSameAs(user);
        var moved = PersonDiff.Change(Corporate, user, Read(("telephoneNumber", "2"), ("employeeNumber", "4711")).Person!, [], ImmutableHashSet<GroupId>.Empty);
        moved.Contact.ShouldBe(new UserContact { Phone = "2", PersonalNumber = "4711" }, "what the directory has no more is gone here");
        PersonDiff.Describe(user, moved).ShouldBe("contact");
    }

    // mutant: an attribute that is not mapped empties what an administrator wrote
    [Fact]
    public void Person_OfAMappingWithoutAttribute_KeepsWhatIsRecordedHere()
    {
        var directory = Corporate with { Mapping = Corporate.Mapping with { Phone = "", SharedFolder = "" } };
        var person = new DirectoryReading(directory, Now).Person(Entry(("employeeNumber", "1"))).Person!;
        var user = PersonDiff.Add(directory, person, [], UserId.New(TimeProvider.System)) with { Contact = new UserContact { Phone = "ours", SharedFolder = "ours" } };
        PersonDiff.Change(directory, user, person, [], ImmutableHashSet<GroupId>.Empty).Contact.ShouldBe(new UserContact { Phone = "ours", PersonalNumber = "1", SharedFolder = "ours" });
    }

    [Fact]
    public void Person_WithAContactThatDoesNotFit_IsTakenOverWithoutIt()
    {
        var (person, remark) = Read(("telephoneNumber", new string('1', 41)), ("employeeNumber", "1\u0007"), ("homeDirectory", "/home/anna"));
        remark!.ShouldContain("telephoneNumber, employeeNumber");
        person!.Contact.ShouldBe(new DirectoryContact("", "", "", "/home/anna"));
        new DirectoryReading(Corporate, Now).PersonAttributes().ShouldBe(["entryUUID", "uid", "cn", "mail", "telephoneNumber", "carLicense", "employeeNumber", "homeDirectory", "modifyTimestamp"]);
    }

    // mutant: an account whose time is over keeps its card
    [Theory]
    [InlineData(DirectorySchema.ActiveDirectory, "0", true)]
    [InlineData(DirectorySchema.ActiveDirectory, "9223372036854775807", true)]
    [InlineData(DirectorySchema.ActiveDirectory, "134247888000000001", true, "100 ns later")]
    [InlineData(DirectorySchema.ActiveDirectory, "132223104000000000", false)]
    [InlineData(DirectorySchema.EDirectory, "", true)]
    [InlineData(DirectorySchema.EDirectory, "20260601120001Z", true)]
    [InlineData(DirectorySchema.EDirectory, "20260601120000Z", false)]
    [InlineData(DirectorySchema.EDirectory, "202606011200Z", false)]
    public void Person_OfAnAccountWithAnEnd_IsActiveUntilThen(DirectorySchema schema, string written, bool active, string? why = null)
    {
        var (person, remark) = ReadEnd(schema, written);
        remark.ShouldBeNull();
        person!.Active.ShouldBe(active, why);
    }

    [Theory]
    [InlineData(DirectorySchema.ActiveDirectory, "-1")]
    [InlineData(DirectorySchema.ActiveDirectory, "99999999999999999999")]
    [InlineData(DirectorySchema.EDirectory, "tomorrow")]
    [InlineData(DirectorySchema.EDirectory, "20269901120000Z")]
    public void Person_OfAnEndThatIsNoTime_IsTakenOverAndToldOf(DirectorySchema schema, string written)
    {
        var (person, remark) = ReadEnd(schema, written);
        person!.Active.ShouldBeTrue();
        remark!.ShouldContain(DirectoryPresets.ExpiryAttribute(schema));
    }

    private static (DirectoryPerson? Person, string? Remark) ReadEnd(DirectorySchema schema, string written) =>
        new DirectoryReading(Corporate with { Schema = schema }, Now).Person(Entry((DirectoryPresets.ExpiryAttribute(schema), written)));

    private static (DirectoryPerson? Person, string? Remark) Read(params (string Name, string Value)[] values) => new DirectoryReading(Corporate, Now).Person(Entry(values));

    private static DirectoryEntry Entry(params (string Name, string Value)[] values) => new()
    {
        Dn = "uid=anna,dc=test",
        Values = [.. new[] { ("entryUUID", "k1"), ("uid", "anna"), ("cn", "Anna"), ("mail", "anna@example.com") }.Concat(values).Select(value => new DirectoryValue(value.Item1, [.. Encoding.UTF8.GetBytes(value.Item2)]))],
    };
}
