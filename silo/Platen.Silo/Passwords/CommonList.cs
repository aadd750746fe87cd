using System.Collections.Frozen;
using System.Text.Json;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Silo.Passwords;

/// <summary>
/// The list of common passwords that zxcvbn comes with, out of leaks and in the order of how common they are: restored by the build (<c>package.json</c>), embedded in this assembly, and read once. A look-up is one in a set, whatever
/// was typed.
/// </summary>
internal sealed class CommonList : ICommonPasswords
{
    /// <summary>The name of the embedded list: an array of strings in JSON.</summary>
    public const string Resource = "common-passwords.json";

    /// <summary>Fewest entries that could ever be chosen here (ASVS 6.2.4); with fewer the list is not what it should be, and the server does not start.</summary>
    public const int EntriesMin = 3_000;

    private readonly FrozenSet<string> _passwords;

    /// <exception cref="InvalidDataException">The program was built with another list.</exception>
    public CommonList()
    {
        using var list = typeof(CommonList).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidDataException("The program was built without the list of common passwords; build it again.");
        _passwords = (JsonSerializer.Deserialize<string[]>(list) ?? []).Where(password => password.Length >= PasswordPolicy.LengthMin).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        if (_passwords.Count < EntriesMin)
        {
            throw new InvalidDataException($"The list of common passwords has {_passwords.Count} that are long enough; {EntriesMin} at least are expected. Build the program again.");
        }
    }

    /// <summary>How many there are that are long enough to be chosen.</summary>
    public int Count => _passwords.Count;

    /// <inheritdoc/>
    public bool Has(string password) => password.Length <= PasswordPolicy.LengthMax && _passwords.Contains(password);
}
