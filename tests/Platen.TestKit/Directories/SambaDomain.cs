using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Platen.TestKit.Directories;

/// <summary>
/// A real Active Directory: Samba as the domain controller PEERS.TEST, provisioned in a private folder in some seconds, on a loopback address of its own, since its ports cannot be chosen. It needs root.
/// In it: alice (in Inner, which is in Outer), bob, and eve, who is switched off.
/// </summary>
public sealed class SambaDomain : IAsyncDisposable
{
    /// <summary>The tree's root.</summary>
    public const string Root = "DC=peers,DC=test";

    /// <summary>Who may do everything.</summary>
    public const string Administrator = "CN=Administrator,CN=Users," + Root;

    /// <summary>Its password.</summary>
    public const string Password = "Passw0rd!Adm";

    /// <summary>LDAPS.</summary>
    public const int SecurePort = 636;

    private readonly string _folder;
    private readonly PeerProcess _process;

    private SambaDomain(string folder, IPAddress address, TestCa ca, PeerProcess process) => (_folder, Address, Ca, _process) = (folder, address, ca, process);

    /// <summary>Where it is.</summary>
    public IPAddress Address { get; }

    /// <summary>Its CA.</summary>
    public TestCa Ca { get; }

    /// <summary>Provisions and starts one.</summary>
    public static async Task<SambaDomain> StartAsync()
    {
        // a short path: unix sockets below it may have 107 characters
        var folder = Directory.CreateTempSubdirectory("p-ad-").FullName;
        var ca = new TestCa(folder);
        var address = new IPAddress([127, (byte)RandomNumberGenerator.GetInt32(10, 250), (byte)RandomNumberGenerator.GetInt32(1, 250), 10]);
        var (certificate, key) = ca.Issue("dc1", ["dc1.peers.test", address.ToString()]);
        var data = Path.Combine(folder, "dc");
        await PeerProcess.RunAsync("samba-tool", [
            "domain", "provision", $"--targetdir={data}", "--realm=PEERS.TEST", "--domain=PEERS", "--host-name=dc1", $"--host-ip={address}", "--server-role=dc", "--dns-backend=SAMBA_INTERNAL", $"--adminpass={Password}",
            $"--option=interfaces = {address}/8", "--option=bind interfaces only = yes", "--option=vfs objects = acl_xattr xattr_tdb dfs_samba4", "--option=dns forwarder = 127.0.0.1"]);
        var settings = Path.Combine(data, "etc", "smb.conf");
        Directory.CreateDirectory(Path.Combine(data, "run", "ncalrpc"));
        var text = await File.ReadAllTextAsync(settings);
        await File.WriteAllTextAsync(settings, text.Replace("[global]\n", "[global]\n" + Global(data, ca, certificate, key), StringComparison.Ordinal));
        var process = await PeerProcess.StartAsync("samba", ["-i", "-s", settings], new IPEndPoint(address, SecurePort));
        var domain = new SambaDomain(folder, address, ca, process);
        await domain.ModifyAsync(Person("alice", "Alice Müller", "Alice!Pw1", 512) + Person("bob", "Bob", "Bob!Pw123", 512) + Person("eve", "Eve", "Eve!Pw123", 514) + Expired("past", "Past", "Past!Pw123") + Group("Inner", "CN=Alice Müller") + Group("Outer", "CN=Inner"));
        return domain;
    }

    /// <summary>Carries out changes (RFC 2849).</summary>
    public Task ModifyAsync(string ldif) => PeerProcess.RunAsync(
        "ldapmodify", ["-x", "-H", $"ldaps://{Address}:{SecurePort}", "-D", Administrator, "-w", Password], ldif, ("LDAPTLS_CACERT", Ca.PemFile));

    /// <summary>A change that adds a person; 512 is a usual account, 514 one that is switched off.</summary>
    public static string Person(string login, string name, string password, int control) =>
        $"dn:: {Base64($"CN={name},CN=Users,{Root}")}\nchangetype: add\nobjectClass: user\nsAMAccountName: {login}\ndisplayName:: {Base64(name)}\nmail: {login}@peers.test\n"
        + $"unicodePwd:: {Convert.ToBase64String(Encoding.Unicode.GetBytes($"\"{password}\""))}\nuserAccountControl: {control}\n\n";

    // the first second of 2020, counted as MS-ADA1, 2.3 does
    private static string Expired(string login, string name, string password) => Person(login, name, password, 512).TrimEnd('\n') + "\naccountExpires: 132223104000000000\n\n";

    /// <summary>A change that adds a group.</summary>
    public static string Group(string name, params string[] members) =>
        $"dn: CN={name},CN=Users,{Root}\nchangetype: add\nobjectClass: group\nsAMAccountName: {name}\n{string.Concat(members.Select(member => $"member:: {Base64($"{member},CN=Users,{Root}")}\n"))}\n";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Global(string data, TestCa ca, string certificate, string key) => $"""
        server services = ldap, cldap, drepl, rpc
        dcerpc endpoint servers = epmapper, samr, netlogon, lsarpc, drsuapi, dssetup
        pid directory = {data}/run
        ncalrpc dir = {data}/run/ncalrpc
        winbindd socket directory = {data}/run/wb
        ntp signd socket directory = {data}/run/ntp
        ldap server require strong auth = yes
        tls cafile = {ca.PemFile}
        tls certfile = {certificate}
        tls keyfile = {key}

        """;
}
