using System.Net;
using System.Text;

namespace Platen.TestKit.Directories;

/// <summary>A real OpenLDAP server of one test class: private folder, free ports on 127.0.0.1, TLS by a CA of its own.</summary>
public sealed class Slapd : IAsyncDisposable
{
    /// <summary>The tree's root.</summary>
    public const string Root = "dc=peers,dc=test";

    /// <summary>Who may do everything.</summary>
    public const string Administrator = "cn=admin," + Root;

    /// <summary>Its password.</summary>
    public const string Password = "adminpw";

    private readonly string _folder;
    private readonly PeerProcess _process;

    private Slapd(string folder, TestCa ca, int port, int securePort, PeerProcess process)
    {
        (_folder, Ca, Port, SecurePort, _process) = (folder, ca, port, securePort, process);
    }

    /// <summary>Its CA.</summary>
    public TestCa Ca { get; }

    /// <summary>Plain, and StartTLS.</summary>
    public int Port { get; }

    /// <summary>LDAPS.</summary>
    public int SecurePort { get; }

    /// <summary>Starts one with the entries people, groups, and what is given.</summary>
    /// <param name="ldif">Entries below the root (RFC 2849), for ldapadd.</param>
    /// <param name="certificateNames">What the certificate names; 127.0.0.1 and localhost when nothing is given.</param>
    /// <param name="daysUntilEnd">When the certificate ends.</param>
    /// <param name="many">Load the entries before the start, which is many times faster.</param>
    /// <param name="schema">Attribute types and object classes beside the usual ones, as slapd.conf has them.</param>
    public static async Task<Slapd> StartAsync(string ldif = "", string[]? certificateNames = null, int daysUntilEnd = 10, bool many = false, string schema = "")
    {
        var folder = Directory.CreateTempSubdirectory("platen-slapd-").FullName;
        var ca = new TestCa(folder);
        var (certificate, key) = ca.Issue("server", certificateNames ?? ["localhost", "127.0.0.1"], daysUntilEnd);
        Directory.CreateDirectory(Path.Combine(folder, "db"));
        await File.WriteAllTextAsync(Path.Combine(folder, "slapd.conf"), Configuration(folder, ca, certificate, key, schema));
        if (many)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "tree.ldif"), Tree + ldif);
            await PeerProcess.RunAsync("slapadd", ["-q", "-f", Path.Combine(folder, "slapd.conf"), "-l", Path.Combine(folder, "tree.ldif")]);
        }

        var (port, securePort) = (PeerProcess.FreePort(), PeerProcess.FreePort());
        string[] arguments = ["-f", Path.Combine(folder, "slapd.conf"), "-h", $"ldap://127.0.0.1:{port}/ ldaps://127.0.0.1:{securePort}/", "-d", "0"];
        var process = await PeerProcess.StartAsync("slapd", arguments, new IPEndPoint(IPAddress.Loopback, securePort));
        var slapd = new Slapd(folder, ca, port, securePort, process);
        if (!many)
        {
            await slapd.AddAsync(Tree + ldif);
        }

        return slapd;
    }

    /// <summary>An entry of a person.</summary>
    public static string Person(string uid, string name, string password = "", string? mail = null)
    {
        var text = new StringBuilder().Append("dn: uid=").Append(uid).Append(",ou=people,").AppendLine(Root).AppendLine("objectClass: inetOrgPerson")
            .Append("uid: ").AppendLine(uid).Append("cn: ").AppendLine(name).AppendLine("sn: x");
        text = mail is null ? text.Append("mail: ").Append(uid).AppendLine("@peers.test") : mail.Length > 0 ? text.Append("mail: ").AppendLine(mail) : text;
        return (password.Length > 0 ? text.Append("userPassword: ").AppendLine(password) : text).AppendLine().ToString();
    }

    /// <summary>An entry of a group; members are people's uids, or names of groups with a leading @.</summary>
    public static string Group(string name, params string[] members)
    {
        var text = new StringBuilder().Append("dn: cn=").Append(name).Append(",ou=groups,").AppendLine(Root).AppendLine("objectClass: groupOfNames").Append("cn: ").AppendLine(name);
        foreach (var member in members)
        {
            text.Append("member: ").AppendLine(DnOf(member));
        }

        return text.AppendLine().ToString();
    }

    /// <summary>The distinguished name of a person, or of a group with a leading @.</summary>
    public static string DnOf(string member) => member.StartsWith('@') ? $"cn={member[1..]},ou=groups,{Root}" : $"uid={member},ou=people,{Root}";

    /// <summary>Adds entries.</summary>
    public Task AddAsync(string ldif) => ToolAsync("ldapadd", ldif);

    /// <summary>Carries out changes (RFC 2849).</summary>
    public Task ModifyAsync(string ldif) => ToolAsync("ldapmodify", ldif);

    /// <summary>Removes an entry.</summary>
    public Task DeleteAsync(string dn) => ModifyAsync($"dn: {dn}\nchangetype: delete\n");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private const string Tree = $"""
        dn: {Root}
        objectClass: dcObject
        objectClass: organization
        o: Peers
        dc: peers

        dn: ou=people,{Root}
        objectClass: organizationalUnit
        ou: people

        dn: ou=groups,{Root}
        objectClass: organizationalUnit
        ou: groups


        """;

    // a size limit as servers have it: whoever does not ask for pages gets no more
    private static string Configuration(string folder, TestCa ca, string certificate, string key, string schema) => $"""
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        include /etc/ldap/schema/nis.schema
        {schema}
        modulepath /usr/lib/ldap
        moduleload back_mdb
        TLSCACertificateFile {ca.PemFile}
        TLSCertificateFile {certificate}
        TLSCertificateKeyFile {key}
        sizelimit size.soft=500 size.hard=500 size.pr=1000 size.prtotal=unlimited
        database mdb
        maxsize 1073741824
        suffix "{Root}"
        rootdn "{Administrator}"
        rootpw {Password}
        directory {folder}/db
        dbnosync
        index objectClass,uid,entryUUID eq
        index modifyTimestamp eq
        access to attrs=userPassword by anonymous auth by * none
        access to * by * read

        """;

    private Task ToolAsync(string tool, string ldif) =>
        PeerProcess.RunAsync(tool, ["-x", "-H", $"ldap://127.0.0.1:{Port}", "-D", Administrator, "-w", Password], ldif);
}
