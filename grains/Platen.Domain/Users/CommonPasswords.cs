using System.Collections.Immutable;
using Platen.Domain.Text;

namespace Platen.Domain.Users;

/// <summary>
/// The blocklist: what everybody tries first, and what is known about the user. A password is guessable when little is left of it after such words, runs and repetitions are taken out:
/// so <c>Passw0rd!Passw0rd!</c> and <c>anna1234567890qwerty</c> are found without being listed.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>Fewest characters that must be left.</summary>
    public const int LeftMin = 8;

    private const int ContextMin = 3;
    private const int RunMin = 3;

    // the stems of the lists that leaks gave, in lower case and without the usual digits for letters
    private static readonly ImmutableArray<string> Stems =
    [
        .. """
           correcthorsebatterystaple qwertyuiop qwertzuiop azertyuiop asdfghjkl yxcvbnm zxcvbnm 1q2w3e4r5t 1qaz2wsx3edc 1qaz2wsx qazwsxedc qazwsx q1w2e3r4 zaq12wsx 1q2w3e qwerty qwertz azerty asdfgh asdf
           password passwort passwd passphrase motdepasse contrasena senha parola heslo kennwort geheim secret changeme letmein welcome willkommen bienvenue default administrator admin root guest login
           master access trustno test temp user abc iloveyou loveyou iloveu princess princesa sunshine shadow superman batman spiderman pokemon starwars football baseball basketball hockey soccer fussball monkey
           dragon charlie michael jordan jennifer thomas daniel robert george jessica ashley nicole andrew joshua matthew michelle hannah samantha liverpool chelsea arsenal barcelona juventus ferrari mercedes porsche
           harley mustang corvette yamaha computer internet samsung google facebook linkedin microsoft windows printer printing platen company summer winter spring autumn sommer herbst fruehling january february march april june
           july august september october november december monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag london berlin paris newyork whatever freedom killer hunter ranger tigger
           ginger pepper cookie chocolate cheese flower butterfly angel lovely forever family freund schatz hallo hello bonjour
           """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <param name="password">Not longer than <see cref="PasswordPolicy.LengthMax"/>: the work grows with its square.</param>
    /// <param name="context">What is known about the user.</param>
    public static bool IsGuessable(string password, IEnumerable<string> context)
    {
        var plain = Nfkc.Of(password).ToLowerInvariant();
        // longer ones first, so that a short name within a long word does not hide it
        var words = context.SelectMany(Words).Concat(Stems).OrderByDescending(word => word.Length).ToList();
        return Left(plain, words) < LeftMin || Left(Letters(plain), words) < LeftMin;
    }

    /// <summary>For the levels whose rules are about kinds of characters: whether the password is one word of the list or of what is known about the user, with nothing beside it but digits and signs.</summary>
    /// <param name="password">Not longer than <see cref="PasswordPolicy.LengthMax"/>.</param>
    /// <param name="context">What is known about the user.</param>
    public static bool IsListed(string password, IEnumerable<string> context)
    {
        var plain = Nfkc.Of(password).ToLowerInvariant();
        var words = context.SelectMany(Words).Concat(Stems).ToHashSet(StringComparer.Ordinal);
        return new[] { plain, Bare(plain), Bare(Letters(plain)), Letters(Bare(plain)) }.Any(words.Contains);
    }

    private static string Bare(string text) => text.Trim([.. text.Where(c => !char.IsLetter(c))]);

    // a character takes the place of each word, so that what was apart does not become a word
    private static int Left(string text, List<string> words)
    {
        foreach (var word in words)
        {
            text = text.Replace(word, "\0", StringComparison.Ordinal);
        }

        return Distinct(text.Replace("\0", "", StringComparison.Ordinal));
    }

    // runs (abcd, 4321), repeated characters, and blocks that were there already count once
    private static int Distinct(string text)
    {
        var left = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var step = i > 0 ? text[i] - text[i - 1] : int.MaxValue;
            var goesOn = step is >= -1 and <= 1 && i > 1 && text[i - 1] - text[i - 2] == step;
            var seen = i + RunMin <= text.Length && text[..i].Contains(text.Substring(i, RunMin), StringComparison.Ordinal);
            left += goesOn || seen ? 0 : 1;
        }

        return left;
    }

    private static IEnumerable<string> Words(string context)
    {
        var text = context.ToLowerInvariant();
        return text.Split([' ', '.', '@', '-', '_', ','], StringSplitOptions.RemoveEmptyEntries).Append(text).Where(word => word.Length >= ContextMin);
    }

    // the usual digits and signs for letters
    private static string Letters(string text) => string.Concat(text.Select(c => c switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => c,
    }));
}
