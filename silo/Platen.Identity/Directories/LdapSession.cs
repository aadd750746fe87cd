using System.DirectoryServices.Protocols;
using System.Net;
using Platen.Domain.Directories;

namespace Platen.Identity.Directories;

/// <summary>One connection to a directory, bound. The calls block: they are made on a thread of their own.</summary>
internal sealed class LdapSession : IDisposable
{
    /// <summary>How long one request may take.</summary>
    public static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);

    private readonly LdapConnection _connection;
    private readonly TrustedFolder? _trusted;

    private LdapSession(LdapConnection connection, TrustedFolder? trusted) => (_connection, _trusted) = (connection, trusted);

    /// <summary>Connects and binds; without a name anonymously.</summary>
    /// <exception cref="LdapException">It cannot be reached, its certificate is not trusted, or it refuses.</exception>
    public static LdapSession Open(UserDirectory directory, string name, string password)
    {
        // RFC 4513, 5.1.2: a name with an empty password is an anonymous bind that succeeds
        if (name.Length > 0 && password.Length == 0)
        {
            throw new LdapException((int)ResultCode.InappropriateAuthentication, "An empty password is never sent.");
        }

        var connection = new LdapConnection(new LdapDirectoryIdentifier(directory.Host, directory.DialledPort, fullyQualifiedDnsHostName: true, connectionless: false))
        {
            AuthType = name.Length == 0 ? AuthType.Anonymous : AuthType.Basic,
            Timeout = RequestLimit,
            AutoBind = false,
        };
        TrustedFolder? trusted = null;
        try
        {
            connection.SessionOptions.ProtocolVersion = 3;
            connection.SessionOptions.ReferralChasing = ReferralChasingOptions.None;
            trusted = Protect(connection, directory);
            if (name.Length == 0)
            {
                connection.Bind();
            }
            else
            {
                connection.Bind(new NetworkCredential(name, password));
            }

            return new LdapSession(connection, trusted);
        }
        catch
        {
            connection.Dispose();
            trusted?.Dispose();
            throw;
        }
    }

    /// <summary>Sends a search.</summary>
    public SearchResponse Search(SearchRequest request) => (SearchResponse)_connection.SendRequest(request, RequestLimit);

    public void Dispose()
    {
        _connection.Dispose();
        _trusted?.Dispose();
    }

    private static TrustedFolder? Protect(LdapConnection connection, UserDirectory directory)
    {
        if (directory.Security == DirectorySecurity.None)
        {
            return null;
        }

        var trusted = new TrustedFolder(directory);
        try
        {
            connection.SessionOptions.SecureSocketLayer = directory.Security == DirectorySecurity.Ldaps;
#pragma warning disable CA1416 // Windows has no libldap, and LdapLibrary has found one
            connection.SessionOptions.TrustedCertificatesDirectory = trusted.Path;
            connection.SessionOptions.StartNewTlsSessionContext();
#pragma warning restore CA1416
            if (directory.Security == DirectorySecurity.StartTls)
            {
                Connect(connection);
                connection.SessionOptions.StartTransportLayerSecurity(null);
            }

            return trusted;
        }
        catch
        {
            trusted.Dispose();
            throw;
        }
    }

    // The package tells libldap where the server is with the first request only, and StartTLS counts as none: so the server's public root entry is asked for, before anything that is secret.
    private static void Connect(LdapConnection connection)
    {
        try
        {
            connection.SendRequest(new SearchRequest("", "(objectClass=*)", SearchScope.Base, "supportedExtension"), LdapLibrary.NetworkLimit);
        }
        catch (DirectoryOperationException)
        {
            // connected; a server may want TLS even for that
        }
    }
}
