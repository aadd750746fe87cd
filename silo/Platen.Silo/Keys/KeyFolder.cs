using Platen.Silo.Options;

namespace Platen.Silo.Keys;

/// <summary>
/// The two secrets that all silos of one cluster share: the internal CA and the master key. A folder that is named in the options must hold them already: a second silo that made its own would issue certificates that nobody trusts,
/// and could read no credential.
/// </summary>
internal static class KeyFolder
{
    public const string Authority = "ca.pem";
    public const string MasterKey = "master.key";

    /// <summary>The folder of the shared secrets.</summary>
    public static string Of(SiloOptions options) => options.KeysDirectory.Length > 0 ? options.KeysDirectory : OwnOf(options);

    /// <summary>The folder of what is this process' own.</summary>
    public static string OwnOf(SiloOptions options) => Path.Combine(options.DataDirectory, "keys");

    /// <summary>Whether what is missing may be made.</summary>
    /// <exception cref="InvalidDataException">It may not: the folder was named.</exception>
    public static void RequireMayMake(SiloOptions options, string file)
    {
        if (options.KeysDirectory.Length > 0)
        {
            throw new InvalidDataException($"'{file}' is not in {SiloOptions.Section}:KeysDirectory '{options.KeysDirectory}': copy it from the first silo, or make a new cluster's with 'Platen.Silo make-keys FOLDER'.");
        }
    }
}
