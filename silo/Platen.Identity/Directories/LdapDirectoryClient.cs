using System.Collections.Immutable;
using System.DirectoryServices.Protocols;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Platen.Domain.Directories;
using Platen.Domain.Ports;

namespace Platen.Identity.Directories;

/// <summary>LDAP by System.DirectoryServices.Protocols over the machine's libldap, which blocks: a bounded number of calls have threads of their own, and whoever waits waits no longer than the limit.</summary>
internal sealed partial class LdapDirectoryClient(TimeProvider time, ILogger<LdapDirectoryClient> logger) : IDirectoryClient, IDisposable
{
    /// <summary>Logins that are asked at once; a directory that is silent holds each for the library's limit.</summary>
    public const int LoginsMax = 16;

    private const int PageEntries = 1_000;
    private const int InvalidCredentials = 49;
    private const string OurAccount = "our account";
    private static readonly TimeSpan LoginLimit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _logins = new(LoginsMax);

    public async Task<string> MarkAsync(UserDirectory directory, string password, CancellationToken cancellationToken)
    {
        if (directory.Schema != DirectorySchema.ActiveDirectory)
        {
            return "";
        }

        using var session = await OpenAsync(directory, password, cancellationToken);
        var root = await AskAsync(directory, session, new SearchRequest("", "(objectClass=*)", SearchScope.Base, "dsServiceName", "highestCommittedUSN"), cancellationToken);
        var entry = root.Entries.Count == 0 ? new DirectoryEntry { Dn = "" } : LdapEntries.Read(session, root.Entries[0]);
        return $"{entry.Text("dsServiceName", DirectoryReading.ValueBytesMax)}|{entry.Text("highestCommittedUSN", DirectoryReading.ValueBytesMax)}";
    }

    public async IAsyncEnumerable<ImmutableArray<DirectoryEntry>> SearchAsync(UserDirectory directory, string password, DirectorySearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var session = await OpenAsync(directory, password, cancellationToken);
        var paging = new PageResultRequestControl(PageEntries);
        var request = new SearchRequest(search.Base, search.Filter, SearchScope.Subtree, [.. search.Attributes]);
        request.Controls.Add(paging);
        var read = 0;
        do
        {
            var (entries, cookie) = await PageAsync(directory, session, request, cancellationToken);
            read += entries.Length;
            if (read > search.EntriesMax)
            {
                throw new DirectoryUnavailableException($"More than {search.EntriesMax} entries fit '{search.Filter}' below '{search.Base}'; narrow the filter.");
            }

            yield return entries;
            paging.Cookie = cookie;
        }
        while (paging.Cookie.Length > 0);
    }

    public async Task<DirectoryLoginCode> LogInAsync(UserDirectory directory, string password, string loginName, string key, string userPassword, CancellationToken cancellationToken)
    {
        if (userPassword.Length == 0)
        {
            return DirectoryLoginCode.Wrong;
        }

        if (!await _logins.WaitAsync(LoginLimit, cancellationToken))
        {
            LogUnavailable(directory.Id.Value, "too many logins wait for it");
            return DirectoryLoginCode.Unavailable;
        }

        // the place is given back when the library has let go of the thread, not when nobody waits any more
        var work = Task.Factory.StartNew(() => LogIn(directory, password, loginName, key, userPassword), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = work.ContinueWith(static (done, state) => ((SemaphoreSlim)state!).Release(), _logins, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            return await work.WaitAsync(LoginLimit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogUnavailable(directory.Id.Value, "it did not answer in time");
            return DirectoryLoginCode.Unavailable;
        }
    }

    public void Dispose() => _logins.Dispose();

    private DirectoryLoginCode LogIn(UserDirectory directory, string password, string loginName, string key, string userPassword)
    {
        try
        {
            Require();
            if (FindPerson(directory, password, loginName, key) is not { } dn)
            {
                return DirectoryLoginCode.Wrong;
            }

            using var person = LdapSession.Open(directory, dn, userPassword);
            return DirectoryLoginCode.Ok;
        }
        catch (LdapException fault) when (fault.ErrorCode == InvalidCredentials && !fault.Data.Contains(OurAccount))
        {
            return DirectoryLoginCode.Wrong;
        }
        catch (Exception fault) when (fault is LdapException or DirectoryOperationException or TlsOperationException or DirectoryUnavailableException or IOException)
        {
            LogUnavailable(directory.Id.Value, fault.Message);
            return DirectoryLoginCode.Unavailable;
        }
    }

    private string? FindPerson(UserDirectory directory, string password, string loginName, string key)
    {
        var reading = new DirectoryReading(directory, time.GetUtcNow());
        var filter = $"(&{directory.PeopleFilter}{LdapFilter.IsEqual(directory.Mapping.LoginName, loginName)})";
        using var session = OpenOurs(directory, password);
        var request = new SearchRequest(directory.PeopleBase, filter, SearchScope.Subtree, directory.Mapping.Key) { SizeLimit = 10 };
        foreach (SearchResultEntry entry in session.Search(request).Entries)
        {
            if (reading.KeyOf(LdapEntries.Read(session, entry)) == key)
            {
                return entry.DistinguishedName;
            }
        }

        return null;
    }

    private static LdapSession OpenOurs(UserDirectory directory, string password)
    {
        try
        {
            return LdapSession.Open(directory, directory.BindDn, password);
        }
        catch (LdapException fault)
        {
            fault.Data[OurAccount] = true; // wrong is our account then, not the person's password
            throw;
        }
    }

    private static void Require()
    {
        if (LdapLibrary.Fault is { } fault)
        {
            throw new DirectoryUnavailableException(fault);
        }
    }

    private Task<LdapSession> OpenAsync(UserDirectory directory, string password, CancellationToken cancellationToken) => RunAsync(
        directory,
        () =>
        {
            Require();
            return LdapSession.Open(directory, directory.BindDn, password);
        },
        cancellationToken);

    private Task<SearchResponse> AskAsync(UserDirectory directory, LdapSession session, SearchRequest request, CancellationToken cancellationToken) =>
        RunAsync(directory, () => session.Search(request), cancellationToken);

    private Task<(ImmutableArray<DirectoryEntry> Entries, byte[] Cookie)> PageAsync(UserDirectory directory, LdapSession session, SearchRequest request, CancellationToken cancellationToken) => RunAsync(
        directory,
        () =>
        {
            var answer = session.Search(request);
            ImmutableArray<DirectoryEntry> entries = [.. answer.Entries.Cast<SearchResultEntry>().Select(entry => LdapEntries.Read(session, entry))];
            return (entries, answer.Controls.OfType<PageResultResponseControl>().FirstOrDefault()?.Cookie ?? []);
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(UserDirectory directory, Func<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Factory.StartNew(call, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(LdapSession.RequestLimit * 2, time, cancellationToken);
        }
        catch (TimeoutException fault)
        {
            throw new DirectoryUnavailableException($"The directory at {directory.Host}:{directory.DialledPort} did not answer in time.", fault);
        }
        catch (Exception fault) when (fault is LdapException or DirectoryOperationException or TlsOperationException)
        {
            throw new DirectoryUnavailableException(LdapWords.Of(directory, fault), fault);
        }
    }

    [LoggerMessage(1902, LogLevel.Warning, "The directory {Directory} cannot be asked about a password: {Reason}")]
    private partial void LogUnavailable(string directory, string reason);
}
