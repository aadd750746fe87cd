using Orleans;
using Platen.Domain.Directories;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Directories;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Directories;

/// <summary>A tenant with a directory in memory.</summary>
internal sealed class DirectoryFixture : IAsyncDisposable
{
    public const string Secret = "bind secret";
    public static readonly DirectoryId Id = DirectoryId.Parse("corporate");
    private static readonly CancellationToken None = CancellationToken.None;

    public GrainHost Host { get; } = new();

    public MemoryDirectory Directory => Host.Directory;

    public IDirectoryGrain Grain => Host.Grains.Directory(Branch.Tenant, Id);

    public static PutDirectory Settings => new()
    {
        Name = "Corporate", Schema = DirectorySchema.OpenLdap, Host = "ldap.test", Security = DirectorySecurity.Ldaps, BindDn = "cn=reader,dc=test", Password = Secret,
        PeopleBase = "ou=people,dc=test", GroupBase = "ou=groups,dc=test", VanishPercentMax = 50,
    };

    public async Task<DirectoryFixture> SetUpAsync(PutDirectory? settings = null)
    {
        await new Branch(Host.Grains, Host.Time).SetUpAsync();
        (await Grain.PutAsync(settings ?? Settings, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        return this;
    }

    /// <summary>Does a run to its end.</summary>
    public async Task<DirectoryRun> RunAsync(DirectoryRunKind kind = DirectoryRunKind.Full) => await EndOfAsync(await Grain.StartAsync(kind, Branch.System, None));

    public async Task<DirectoryRun> EndOfAsync(StartRunResult started)
    {
        started.Result.Code.ShouldBe(CommandCode.Done, string.Join(' ', started.Result.Messages));
        var limit = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var run = (await Grain.GetRunAsync(started.Run!, None))!;
            if (run.State != DirectoryRunState.Running && (await Grain.GetAsync(None))!.Running is null)
            {
                return run;
            }

            TimeProvider.System.GetElapsedTime(limit).ShouldBeLessThan(GrainHost.Limit, "the run does not end");
            await Task.Delay(5);
        }
    }

    public User? User(string login) => Host.Records.All<User>().FirstOrDefault(user => user.LoginName == login);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
