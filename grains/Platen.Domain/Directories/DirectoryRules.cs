using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Domain.Directories;

/// <summary>What a directory's settings must be like.</summary>
public static class DirectoryRules
{
    /// <summary>Longest distinguished name, in characters.</summary>
    public const int DnMax = 1_000;

    /// <summary>Longest text of CA certificates, in characters.</summary>
    public const int AuthoritiesMax = 64 * 1_024;

    private const int HostMax = 253;
    private const int AttributeMax = 64;

    /// <summary>All that is wrong with a directory's settings; empty: nothing.</summary>
    public static ImmutableArray<string> Check(UserDirectory directory)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", directory.Name);
        if (directory.Schema is < DirectorySchema.ActiveDirectory or > DirectorySchema.EDirectory)
        {
            errors.Add("The schema is missing; give ActiveDirectory, OpenLdap or EDirectory.");
        }

        CheckLine(errors, directory);
        CheckSearch(errors, "people", directory.PeopleBase, directory.PeopleFilter);
        if (directory.GroupBase.Length > 0)
        {
            CheckSearch(errors, "groups", directory.GroupBase, directory.GroupFilter);
        }

        CheckMapping(errors, directory);
        if (directory.SyncEvery != TimeSpan.Zero)
        {
            RuleText.Duration(errors, "The time between two runs", directory.SyncEvery, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        }

        RuleText.Duration(errors, "The time between two full runs", directory.FullEvery, TimeSpan.FromMinutes(10), TimeSpan.FromDays(30));
        RuleText.Range(errors, "The brake", directory.VanishPercentMax, 0, 100);
        if (directory.KeepsVerifier && !directory.Authenticates)
        {
            errors.Add("The verifier is kept of passwords that the directory checks; let it check them, or keep none.");
        }

        return errors.ToImmutable();
    }

    /// <summary>The CA certificates of a text, DER; empty for an empty text.</summary>
    /// <exception cref="CryptographicException">The text is no PEM of certificates.</exception>
    public static ImmutableArray<ImmutableArray<byte>> ReadAuthorities(string pem)
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPem(pem);
        ImmutableArray<ImmutableArray<byte>> found = [.. read.Select(certificate => certificate.RawData.ToImmutableArray())];
        foreach (var certificate in read)
        {
            certificate.Dispose();
        }

        return found;
    }

    private static void CheckLine(ImmutableArray<string>.Builder errors, UserDirectory directory)
    {
        // the name becomes part of an address: nothing that has a meaning there
        if (directory.Host.Length is 0 or > HostMax || Uri.CheckHostName(directory.Host) == UriHostNameType.Unknown)
        {
            errors.Add($"The host '{directory.Host}' is no host name and no address.");
        }

        RuleText.Range(errors, "The port", directory.Port, 0, ushort.MaxValue);
        if (directory.Security is < DirectorySecurity.Ldaps or > DirectorySecurity.None)
        {
            errors.Add("The protection is missing; give Ldaps, StartTls or None.");
        }

        if (directory.Security == DirectorySecurity.None && (directory.BindDn.Length > 0 || directory.Authenticates))
        {
            errors.Add("The protection is None: passwords would go over the line in clear. Choose LDAPS or StartTLS, or read anonymously and let the directory check no passwords.");
        }

        RuleText.Text(errors, "The account", directory.BindDn, DnMax);
        if (directory.BindDn.Length > 0 && directory.SealedPassword.IsEmpty)
        {
            errors.Add("The account needs a password: an empty one would be an anonymous login (RFC 4513, 5.1.2).");
        }

        if (directory.CertificateAuthorities.Length > 0 && !HasAuthorities(directory.CertificateAuthorities))
        {
            errors.Add("The certificate authorities are no certificates in PEM; paste those of the CA that issued the directory's certificate.");
        }
    }

    private static void CheckSearch(ImmutableArray<string>.Builder errors, string what, string searchBase, string filter)
    {
        RuleText.Text(errors, $"The base of {what}", searchBase, DnMax);
        if (searchBase.Length == 0)
        {
            errors.Add($"The base of {what} is missing; give an entry such as ou=people,dc=example,dc=com.");
        }

        if (filter.Length == 0 || LdapFilter.Check(filter) is not null)
        {
            errors.Add($"The filter of {what} {(filter.Length == 0 ? "is missing" : LdapFilter.Check(filter))}.");
        }
    }

    private static void CheckMapping(ImmutableArray<string>.Builder errors, UserDirectory directory)
    {
        var mapping = directory.Mapping;
        (string What, string Name, bool Needed)[] attributes =
        [
            ("key", mapping.Key, true), ("login name", mapping.LoginName, true), ("display name", mapping.DisplayName, false), ("e-mail address", mapping.Email, false),
            ("phone number", mapping.Phone, false), ("ID number", mapping.IdNumber, false), ("personal number", mapping.PersonalNumber, false), ("shared folder", mapping.SharedFolder, false),
            ("group name", mapping.GroupName, directory.GroupBase.Length > 0), ("group member", mapping.GroupMember, directory.GroupBase.Length > 0),
        ];
        foreach (var (what, name, needed) in attributes.Where(attribute => attribute.Needed || attribute.Name.Length > 0))
        {
            if (name.Length is 0 or > AttributeMax || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                errors.Add($"The attribute of the {what} is '{name}'; letters, digits and '-' are expected (RFC 4512, 1.4).");
            }
        }
    }

    private static bool HasAuthorities(string pem)
    {
        try
        {
            return pem.Length <= AuthoritiesMax && ReadAuthorities(pem).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
