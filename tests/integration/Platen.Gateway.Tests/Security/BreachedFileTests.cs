using System.Security.Cryptography;
using System.Text;
using Platen.Silo.Options;
using Platen.Silo.Passwords;

namespace Platen.Gateway.Tests.Security;

/// <summary>ASVS 6.2.12: a list of breached passwords on disk, in the form in which such lists are given away.</summary>
public sealed class BreachedFileTests : IDisposable
{
    private const int Passwords = 5_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-breached-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // RFC 1320, A.5; and an NT hash that every list has
    [Theory]
    [InlineData("", "31D6CFE0D16AE931B73C59D7E0C089C0")]
    [InlineData("abc", "A448017AAF21D8525FC10AE87AA6729D")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "043F8582F241DB351CE627E153E7F0E4")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "E33B4DDC9C38F2199C3E7B164FCC0536")]
    public void Md4_OfTheRfcsTexts_IsAsItSays(string text, string expected) => Convert.ToHexString(NtHash.Md4(Encoding.ASCII.GetBytes(text))).ShouldBe(expected);

    [Fact]
    public void NtHash_OfAKnownPassword_IsThatOfTheLists() => Convert.ToHexString(NtHash.Of("password")).ShouldBe("8846F7EAEE8FB117AD06BDD830B7586C");

    // Mutants: the first or the last line is never met; a line is taken from its middle; CR LF is not expected
    [Theory]
    [InlineData(false, "\n")]
    [InlineData(false, "\r\n")]
    [InlineData(true, "\n")]
    public async Task EveryPassword_OfAList_IsFound_AndNoOther(bool nt, string end)
    {
        using var file = BreachedFile.Open(Write(Lines(nt), end));
        for (var i = 0; i < Passwords; i++)
        {
            (await file.HasAsync($"password {i}", default)).ShouldBeTrue($"{i}");
        }

        for (var i = Passwords; i < Passwords + 1_000; i++)
        {
            (await file.HasAsync($"password {i}", default)).ShouldBeFalse($"{i}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ShortList_IsSearchedToo(int lines)
    {
        var all = Lines(nt: false).Take(lines).ToList();
        using var file = BreachedFile.Open(Write(all, "\n"));
        var found = 0;
        for (var i = 0; i < Passwords; i++)
        {
            found += await file.HasAsync($"password {i}", default) ? 1 : 0;
        }

        found.ShouldBe(lines);
    }

    [Fact]
    public async Task List_WithoutALastLinesEnd_IsRead()
    {
        var path = Path.Combine(_folder, "no-end");
        await File.WriteAllTextAsync(path, string.Join('\n', Lines(nt: false).Take(10)));
        using var file = BreachedFile.Open(path);
        (await file.HasAsync("not in it", default)).ShouldBeFalse();
    }

    // Mutant: the order is not looked at. A list ordered by count would find next to nothing, in silence
    [Fact]
    public void Start_WithAFileThatIsNoSuchList_IsRefusedWithTheReason()
    {
        Errors(Write(Lines(nt: false).Reverse(), "\n")).ShouldContain("not in order");
        Errors(Write(Lines(nt: false).OrderBy(line => line[20]), "\n")).ShouldContain("not in order");
        Errors(Write(["password", "123456"], "\n")).ShouldContain("HASH:COUNT");
        Errors(Write([], "\n")).ShouldContain("HASH:COUNT");
        Errors(Write([.. Lines(nt: false).Select(line => line.ToLowerInvariant())], "\n")).ShouldContain("capitals");
        Errors(Path.Combine(_folder, "nowhere")).ShouldContain("BreachedPasswordsFile");
        Errors(Write(Lines(nt: false), "\n")).ShouldNotContain("BreachedPasswordsFile");
    }

    private static string Errors(string path) =>
        string.Join('\n', new SiloOptionsValidator().Validate(null, new SiloOptions { DataDirectory = "/data", ConnectionString = "Host=x", BreachedPasswordsFile = path }).Failures ?? []);

#pragma warning disable CA5350 // what such lists are sorted by
    private static IEnumerable<string> Lines(bool nt) => Enumerable.Range(0, Passwords)
        .Select(i => $"{Convert.ToHexString(nt ? NtHash.Of($"password {i}") : SHA1.HashData(Encoding.UTF8.GetBytes($"password {i}")))}:{i + 1}").Order(StringComparer.Ordinal);
#pragma warning restore CA5350

    private string Write(IEnumerable<string> lines, string end)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, string.Concat(lines.Select(line => line + end)));
        return path;
    }
}
