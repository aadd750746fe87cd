using System.Globalization;

namespace Platen.Domain.Users;

/// <summary>
/// A slow hash as it is stored, in PHC's string format: <c>$argon2id$v=19$m=19456,t=2,p=1,keyid=…$salt$hash</c>, <c>$pbkdf2-sha512$i=210000,keyid=…$salt$hash</c>. Without <c>keyid</c> there is no pepper in it.
/// </summary>
internal sealed record PhcString(PasswordAlgorithm Algorithm, int Iterations, Argon2Cost Cost, string KeyId, byte[] Salt, byte[] Hash)
{
    private const string Argon2id = "argon2id";
    private const string Pbkdf2 = "pbkdf2-sha512";
    private const string Version = "v=19";
    private const int CharsMax = 512;
    private const int ParametersMax = 4;
    private const int KeyIdMax = 11;
    private const int SaltMin = 8;
    private const int HashMin = 16;
    private const int OctetsMax = 64;

    /// <summary>Reads a stored hash; null: malformed, of an algorithm that is unknown, or costlier than allowed.</summary>
    public static PhcString? TryRead(string text)
    {
        var parts = text.Length <= CharsMax ? text.Split('$') : [];
        return parts switch
        {
            ["", Argon2id, Version, var parameters, var salt, var hash] => ReadArgon2(Parameters(parameters), salt, hash),
            ["", Pbkdf2, var parameters, var salt, var hash] => ReadPbkdf2(Parameters(parameters), salt, hash),
            _ => null,
        };
    }

    public override string ToString()
    {
        var keyId = KeyId.Length > 0 ? ",keyid=" + KeyId : "";
        var head = Algorithm == PasswordAlgorithm.Argon2id
            ? string.Create(CultureInfo.InvariantCulture, $"${Argon2id}${Version}$m={Cost.MemoryKib},t={Cost.Passes},p={Cost.Lanes}")
            : string.Create(CultureInfo.InvariantCulture, $"${Pbkdf2}$i={Iterations}");
        return $"{head}{keyId}${Convert.ToBase64String(Salt).TrimEnd('=')}${Convert.ToBase64String(Hash).TrimEnd('=')}";
    }

    private static PhcString? ReadArgon2(Dictionary<string, string>? parameters, string salt, string hash)
    {
        if (parameters is null || !Number(parameters, "m", out var memory) || !Number(parameters, "t", out var passes) || !Number(parameters, "p", out var lanes))
        {
            return null;
        }

        var cost = new Argon2Cost(memory, passes, lanes);
        return cost.IsAllowed ? Finish(new PhcString(PasswordAlgorithm.Argon2id, 0, cost, "", [], []), parameters, salt, hash) : null;
    }

    private static PhcString? ReadPbkdf2(Dictionary<string, string>? parameters, string salt, string hash) =>
        parameters is not null && Number(parameters, "i", out var iterations) && iterations is >= 1 and <= PasswordHash.IterationsMax
            ? Finish(new PhcString(PasswordAlgorithm.Pbkdf2Sha512, iterations, default, "", [], []), parameters, salt, hash)
            : null;

    // what is left of the parameters must be known: a parameter that is passed over would change the hash
    private static PhcString? Finish(PhcString read, Dictionary<string, string> rest, string salt, string hash)
    {
        var keyId = rest.Remove("keyid", out var id) ? id : "";
        return rest.Count == 0 && keyId.Length <= KeyIdMax && TryBase64(salt, out var saltOctets) && TryBase64(hash, out var hashOctets)
            && saltOctets.Length is >= SaltMin and <= OctetsMax && hashOctets.Length is >= HashMin and <= OctetsMax
            ? read with { KeyId = keyId, Salt = saltOctets, Hash = hashOctets }
            : null;
    }

    private static Dictionary<string, string>? Parameters(string text)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || read.Count == ParametersMax || !read.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                return null;
            }
        }

        return read;
    }

    private static bool Number(Dictionary<string, string> parameters, string name, out int value)
    {
        value = 0;
        return parameters.Remove(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        bytes = new byte[padded.Length / 4 * 3];
        var ok = Convert.TryFromBase64String(padded, bytes, out var written);
        bytes = bytes[..written];
        return ok;
    }
}
