using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Text;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Text;

/// <summary>AU15: a password is the same one however a keyboard composes it. The sums are those of CPython's unicodedata (Unicode 14.0), which nobody here wrote.</summary>
public sealed class NfkcTests
{
    private const string AllCodePoints = "06e7277bca1b5f061a23d4e0caee648a132aee7e3fe7ae21a6f460298c980a11";
    private const string Sequences = "4e4820e75b6fe572b0eebea23dda460dbb3e6b6bb68b561128972e81d76ce1eb";

    private static readonly int[] Alphabet =
    [
        0x41, 0x61, 0x65, 0x301, 0x323, 0x327, 0x308, 0x31B, 0x1E69, 0xFB01, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x3099, 0x304B, 0x0344, 0x0F71, 0x0F72, 0xFDFA, 0x212B, 0x2126, 0x1D15E, 0x11131, 0x11127,
        0x0958, 0x05D0, 0x05B7, 0xFF11, 0x1F600, 0x4E00, 0x2F00, 0x09C7, 0x09BE, 0x0315, 0x0300,
    ];

    [Theory]
    [InlineData("pa\uFB01sh", "pafish")]
    [InlineData("\uFF11\uFF12\uFF13", "123")]
    [InlineData("e\u0301te\u0301", "\u00E9t\u00E9")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("plain ASCII", "plain ASCII")]
    public void Of_TextOfOtherForms_IsComposed(string text, string expected) => Nfkc.Of(text).ShouldBe(expected);

    [Fact]
    public void Of_HalfAPairOfSurrogates_IsReplaced() => Nfkc.Of(new string(['\uD800', 'x'])).ShouldBe("\uFFFDx");

    // why there are tables: processes of ours have no ICU, and the runtime's own function does nothing there
    [Fact]
    public void Runtime_WithoutIcu_DoesNotNormalise()
    {
        AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant).ShouldBeTrue("the tests run as the server and the agent do");
        invariant.ShouldBeTrue();
#pragma warning disable RS0030 // this is the test of what it does
        "\uFB01".Normalize(NormalizationForm.FormKC).ShouldBe("\uFB01");
#pragma warning restore RS0030
    }

    [Fact]
    public void Of_EveryCodePoint_IsAsAnotherImplementationSays() =>
        Sum(Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(point => new Rune(point).ToString())).ShouldBe(AllCodePoints);

    // Mutants: marks are not sorted; a blocked mark is composed; Hangul is forgotten
    [Fact]
    public void Of_RandomSequences_IsAsAnotherImplementationSays() => Sum(Random()).ShouldBe(Sequences);

    // Mutant: Blend does not normalise
    [Theory]
    [InlineData("Stra\u00DFe e\u0301cole \uFF11", "Stra\u00DFe \u00E9cole 1")]
    [InlineData("\uFB01nance-\u212B", "finance-\u00C5")]
    public void Hash_OfOneForm_IsVerifiedInAnother(string typed, string other)
    {
        var hash = PasswordHash.Create(typed, PasswordAlgorithm.Pbkdf2Sha512, null, 10, default);
        PasswordHash.Verify(hash, other).ShouldBeTrue();
        PasswordHash.IsAsTyped(hash, typed, null).ShouldBeFalse();
    }

    // hashes of versions before, which took the octets as they came: the same keyboard is still let in, and the hash is made anew
    [Fact]
    public void Hash_OfTheOctetsAsTyped_IsVerifiedAndToBeMadeAnew()
    {
        const string Typed = "e\u0301cole maternelle";
        var salt = new byte[16];
        var derived = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Typed), salt, 10, HashAlgorithmName.SHA512, 32);
        var old = $"$pbkdf2-sha512$i=10${Convert.ToBase64String(salt).TrimEnd('=')}${Convert.ToBase64String(derived).TrimEnd('=')}";
        (PasswordHash.Verify(old, Typed), PasswordHash.IsAsTyped(old, Typed, null)).ShouldBe((true, true));
        PasswordHash.Verify(old, "\u00E9cole maternelle").ShouldBeFalse("it was never hashed so");
    }

    private static IEnumerable<string> Random()
    {
        var seed = 12_345u;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            for (var at = 0; at < 8; at++)
            {
                seed = (uint)(((seed * 1_103_515_245UL) + 12_345) & 0x7fffffff);
                text.Append(new Rune(Alphabet[(int)(seed >> 8) % Alphabet.Length]).ToString());
            }

            yield return text.ToString();
        }
    }

    private static string Sum(IEnumerable<string> texts)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            sum.AppendData(Encoding.UTF8.GetBytes(Nfkc.Of(text)));
            sum.AppendData("\n"u8);
        }

        return Convert.ToHexString(sum.GetHashAndReset()).ToLower(CultureInfo.InvariantCulture);
    }
}
