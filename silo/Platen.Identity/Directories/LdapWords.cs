using System.DirectoryServices.Protocols;
using Platen.Domain.Directories;

namespace Platen.Identity.Directories;

/// <summary>Faults of LDAP in words that say what to mend.</summary>
internal static class LdapWords
{
    private const int ServerDown = 81;
    private const int ConnectError = 91;
    private const int InvalidCredentials = 49;
    private const int StrongerAuthenticationRequired = 8;

    public static string Of(UserDirectory directory, Exception fault)
    {
        var at = $"{directory.Host}:{directory.DialledPort}";
        return fault switch
        {
            LdapException { ErrorCode: ServerDown or ConnectError } => $"{at} cannot be reached, or its certificate is not trusted: is it issued by the CA that was given, for the name '{directory.Host}', and still valid? {fault.Message}",
            TlsOperationException => $"{at} does not begin TLS as asked: is StartTLS right for this port, and its certificate issued by the CA that was given, for the name '{directory.Host}'? {fault.Message}",
            LdapException { ErrorCode: InvalidCredentials } => $"{at} refuses the account '{directory.BindDn}': its name or password is wrong.",
            LdapException { ErrorCode: StrongerAuthenticationRequired } => $"{at} wants a protected line: choose LDAPS or StartTLS.",
            DirectoryOperationException { Response.ResultCode: ResultCode.NoSuchObject } => $"{at} has no such entry: look at the bases of people and groups.",
            DirectoryOperationException { Response.ResultCode: var code } => $"{at} answers {code}: {fault.Message}",
            LdapException error => $"{at} answers with code {error.ErrorCode}: {fault.Message}",
            _ => $"{at}: {fault.Message}",
        };
    }
}
