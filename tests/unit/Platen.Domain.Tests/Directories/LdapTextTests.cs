using System.Text;
using Platen.Domain.Directories;

namespace Platen.Domain.Tests.Directories;

/// <summary>AU21: what people choose never becomes part of a filter, and two spellings of a name are one.</summary>
public sealed class LdapTextTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("*", "\\2a")]
    [InlineData("a)(uid=*", "a\\29\\28uid\\3d\\2a")]
    [InlineData("back\\slash", "back\\5cslash")]
    [InlineData("nul\0", "nul\\00")]
    [InlineData("Müller", "M\\c3\\bcller")]
    public void Escape_Special_BecomesItsBytes(string value, string expected) => LdapFilter.Escape(value).ShouldBe(expected);

    // Mutant: one special character is forgotten
    [Fact]
    public void Escape_AnyText_IsReadBackAsItIsAndHoldsNoSyntax()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 20_000; round++)
        {
            var value = new string([.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(4) == 0 ? "()*\\\0&|!=<>~:/"[random.Next(14)] : (char)random.Next(1, 0x2fff))]);
            var text = LdapFilter.Escape(value);
            text.ShouldAllBe(c => c > ' ' && c < '\u007f' && !"()*&|!=".Contains(c));
            Read(text).ShouldBe(value);
            LdapFilter.Check(LdapFilter.IsEqual("uid", value)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("(objectClass=person)", true)]
    [InlineData("(&(a=b)(!(c=d)))", true)]
    [InlineData("objectClass=person", false)]
    [InlineData("(a=b)(c=d)", false)]
    [InlineData("(a=b", false)]
    [InlineData("(a=b))", false)]
    [InlineData(")(", false)]
    [InlineData("((((((((((((((((((a=b))))))))))))))))))", false)]
    public void Check_Filter_SeesItsBrackets(string filter, bool fits) => (LdapFilter.Check(filter) is null).ShouldBe(fits);

    [Theory]
    [InlineData("CN=Alice,DC=test", "cn=alice, dc=test")]
    [InlineData("CN=Smith\\, John,DC=test", "cn=smith\\2c john,dc=test")]
    [InlineData("cn=M\\C3\\BCller,dc=test", "CN=Müller,DC=TEST")]
    [InlineData("cn=a  b,dc=test", "cn=a b,dc=test")]
    [InlineData("cn=a+sn=b;dc=test", "cn=a + sn=b , dc=test")]
    public void Normalize_TwoSpellings_AreOne(string one, string other) => DistinguishedName.Normalize(one).ShouldBe(DistinguishedName.Normalize(other));

    [Theory]
    [InlineData("cn=a\\,b,dc=test", "cn=a,b,dc=test")]
    [InlineData("cn=ab,dc=test", "cn=a b,dc=test")]
    public void Normalize_TwoNames_StayTwo(string one, string other) => DistinguishedName.Normalize(one).ShouldNotBe(DistinguishedName.Normalize(other));

    [Fact]
    public void Normalize_AnyText_EndsAndIsStable()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var name = new string([.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => "\\,=+; abC2é\""[random.Next(12)])]);
            Should.NotThrow(() => DistinguishedName.Normalize(name));
        }
    }

    [Fact]
    public void Nesting_DeepAndCyclic_IsFlattenedWithoutRecursion()
    {
        const int Depth = 900;
        var nesting = new GroupNesting();
        for (var i = 0; i < Depth; i++)
        {
            nesting.Add($"cn=g{i},dc=test", [$"cn=g{(i + 1) % Depth},dc=test", $"uid=u{i},dc=test"]);
        }

        nesting.Of(new DirectoryPerson("k", "uid=u0,dc=test", "u0", "U", "", true)).Length.ShouldBe(Depth);
        nesting.InCycles().First().ShouldBe(0);
    }

    // Mutant: no limit; 10,000 groups, each in the next, would take gigabytes
    [Fact]
    public void Nesting_WithoutEnd_IsBounded()
    {
        var nesting = new GroupNesting();
        for (var i = 0; i < GroupNesting.GroupsMax; i++)
        {
            nesting.Add($"cn=g{i},dc=test", [$"cn=g{i + 1},dc=test", $"uid=u{i},dc=test"]);
        }

        nesting.Of(new DirectoryPerson("k", $"uid=u{GroupNesting.GroupsMax - 1},dc=test", "u", "U", "", true)).Length.ShouldBeInRange(GroupNesting.AncestorsMax, GroupNesting.AncestorsMax + 2);
    }

    private static string Read(string text)
    {
        List<byte> octets = [];
        for (var i = 0; i < text.Length; i++)
        {
            octets.Add(text[i] == '\\' ? Convert.FromHexString(text.AsSpan(i + 1, 2))[0] : (byte)text[i]);
            i += text[i] == '\\' ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
