using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>The commands that make a cluster's secrets; they run on an administrator's machine and need no silo.</summary>
internal static class KeyCommands
{
    private const string Usage = "usage: Platen.Silo make-keys FOLDER | Platen.Silo issue-node KEYS-FOLDER OUT-FOLDER [CLUSTER-ID]";

    /// <summary>Runs a command if the arguments are one.</summary>
    /// <returns>The exit status; null: they are no command.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        if (args is not [("make-keys" or "issue-node") and var command, .. var rest])
        {
            return null;
        }

        try
        {
            return (command, rest) switch
            {
                ("make-keys", [var folder]) => MakeKeys(folder),
                ("issue-node", [var keys, var folder]) => IssueNode(keys, folder, new ClusterOptions()),
                ("issue-node", [var keys, var folder, var id]) => IssueNode(keys, folder, new ClusterOptions { Id = id }),
                _ => throw new ArgumentException(Usage),
            };
        }
        catch (ArgumentException fault)
        {
            await System.Console.Error.WriteLineAsync(fault.Message);
            return 2;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException)
        {
            await System.Console.Error.WriteLineAsync("error: " + fault.Message);
            return 1;
        }
    }

    /// <summary>Makes the CA and the master key of a new cluster. What is there stays.</summary>
    private static int MakeKeys(string folder)
    {
        // made as a silo would make them in its own data folder, then put where all silos look
        var draft = Directory.CreateTempSubdirectory("platen-keys-").FullName;
        try
        {
            var options = Options(draft, keys: "");
            using var authority = new InternalCertificateAuthority(options, TimeProvider.System);
            _ = new FileMasterKey(options);
            foreach (var file in (string[])[KeyFolder.Authority, KeyFolder.MasterKey])
            {
                var target = Path.Combine(folder, file);
                if (File.Exists(target))
                {
                    throw new InvalidDataException($"'{target}' is there already. To throw a cluster's keys away is to lose all credentials and agents: remove it yourself if that is meant.");
                }
            }

            foreach (var file in (string[])[KeyFolder.Authority, KeyFolder.MasterKey])
            {
                SecretFile.Write(Path.Combine(folder, file), File.ReadAllBytes(Path.Combine(draft, "keys", file)));
            }
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }

        System.Console.WriteLine($"{Path.Combine(folder, KeyFolder.Authority)} and {KeyFolder.MasterKey}: the same for all silos of the cluster. Back them up apart from the database.");
        return 0;
    }

    /// <summary>Issues the first node certificate of a gateway, for 90 days; the running gateway renews it.</summary>
    private static int IssueNode(string keys, string folder, ClusterOptions cluster)
    {
        using var authority = new InternalCertificateAuthority(Options(folder, keys), TimeProvider.System);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Platen node", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var issued = authority.IssueNode(request, NodeFiles.ClusterName(cluster));
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Der.AsSpan());
        CertificateFiles.Write(Path.Combine(folder, "node.pem"), certificate, key);
        SecretFile.Write(Path.Combine(folder, "authority.pem"), System.Text.Encoding.ASCII.GetBytes(authority.Authority.ExportCertificatePem() + "\n"));
        System.Console.WriteLine($"{Path.Combine(folder, "node.pem")} and authority.pem, until {issued.NotAfter:yyyy-MM-dd}: Platen:Cluster:CertificateFile and AuthorityFile of one gateway.");
        return 0;
    }

    private static IOptions<SiloOptions> Options(string data, string keys) => Microsoft.Extensions.Options.Options.Create(new SiloOptions { DataDirectory = data, KeysDirectory = keys });
}
