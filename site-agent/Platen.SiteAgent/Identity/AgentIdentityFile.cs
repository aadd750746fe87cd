using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.SiteAgent.Identity;

/// <summary>The identity on disk: names and server in <c>identity.json</c>, certificate and key in <c>agent.pem</c>, the CA in <c>ca.pem</c>; all 0600 and replaced whole.</summary>
internal sealed class AgentIdentityFile(AgentFolders folders)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string NamesPath => Path.Combine(folders.Keys, "identity.json");

    private string CertificatePath => Path.Combine(folders.Keys, "agent.pem");

    private string AuthorityPath => Path.Combine(folders.Keys, "ca.pem");

    /// <summary>The identity, or null when the agent is not enrolled.</summary>
    /// <exception cref="InvalidDataException">A file is damaged or missing; the message names it.</exception>
    public AgentIdentity? TryRead()
    {
        if (!File.Exists(NamesPath))
        {
            return null;
        }

        try
        {
            using var names = JsonDocument.Parse(File.ReadAllBytes(NamesPath));
            string Name(string key) => names.RootElement.GetProperty(key).GetString() ?? "";
            return new AgentIdentity(
                TenantId.Parse(Name("tenant")),
                SiteId.Parse(Name("site")),
                AgentId.Parse(Name("agent")),
                new Uri(Name("server")),
                X509Certificate2.CreateFromPemFile(CertificatePath),
                X509CertificateLoader.LoadCertificateFromFile(AuthorityPath));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or CryptographicException or IOException)
        {
            throw new InvalidDataException($"The agent's identity in '{folders.Keys}' is damaged ({fault.Message}): restore identity.json, agent.pem and ca.pem, or enrol the agent anew.", fault);
        }
    }

    /// <summary>Keeps a new identity; the names last, so that a half-written one does not count.</summary>
    public void Write(AgentIdentity identity, ECDsa key)
    {
        Replace(AuthorityPath, identity.Authority.ExportCertificatePem());
        Replace(CertificatePath, identity.Certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        Replace(NamesPath, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["tenant"] = identity.Tenant.Value,
            ["site"] = identity.Site.Value,
            ["agent"] = identity.Agent.Value,
            ["server"] = identity.Server.ToString(),
        }));
    }

    private static void Replace(string path, string text)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(Encoding.UTF8.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
