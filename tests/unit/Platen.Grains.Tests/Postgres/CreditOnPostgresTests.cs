using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Accounting;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Postgres;

/// <summary>AC02 on the real record: recharges through two activations of a user, while what is printed is debited, sum exactly.</summary>
public sealed class CreditOnPostgresTests(PostgresHost host) : IClassFixture<PostgresHost>
{
    private static readonly CancellationToken None = CancellationToken.None;

    // mutants: a balance that is written over without its number; a repeated key that is not looked for, or looked for before the balance is read; a debit beside the ledger's transaction
    [Fact]
    public async Task RechargesOfTwoHosts_AndPrints_AtTheSameTime_SumExactly()
    {
        const int Recharges = 40;
        const int Jobs = 40;
        var branch = await new Branch(host.Grains, TimeProvider.System).SetUpAsync();
        (await host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Credit = new CreditPolicy { Enabled = true } }, Branch.System, None)).Messages.ShouldBeEmpty();
        using var twin = await host.TwinAsync();
        Way[] ways = [new(host.Grains, branch.Anna), new(twin.Services.GetRequiredService<IGrainFactory>(), branch.Anna)];

        // each recharge is sent by both ways at once, as by a client that lost patience
        var recharging = Task.WhenAll(Enumerable.Range(0, Recharges).SelectMany(n => ways.Select(way => way.RechargeAsync(n))));
        for (var n = 0; n < Jobs; n++)
        {
            var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
            (await branch.ReportAsync(Branch.Received(job, branch.Anna), branch.Started(job, release), branch.Finished(job, release))).Code.ShouldBe(IngestCode.Ok);
        }

        await recharging;
        var view = await host.Grains.Credit(Branch.Tenant).FindAsync(branch.Anna, Branch.System, None);
        view.ShouldNotBeNull().BalanceE4.ShouldBe((Recharges * 10_000) - (Jobs * 900));
        var statement = await host.Grains.Credit(Branch.Tenant).ListAsync(branch.Anna, new(), new("", 500), Branch.System, None);
        statement.ShouldNotBeNull().Items.Length.ShouldBe(Recharges + Jobs);
        var (position, sum) = (0L, 0L);
        foreach (var entry in statement.Items.Reverse())
        {
            (entry.Position, entry.BalanceE4).ShouldBe((++position, sum += entry.AmountE4));
        }

        (await host.Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        await twin.StopAsync();
    }

    private sealed record Way(IGrainFactory Grains, UserId User)
    {
        // busy accounts answer "try again", and whoever does, does it with the same key
        public async Task RechargeAsync(int n)
        {
            for (var attempt = 0; attempt < 100; attempt++)
            {
                var command = new BookCredit { Kind = CreditEntryKind.Recharge, AmountE4 = 10_000, Key = $"recharge-{n}" };
                var booked = await Grains.User(Branch.Tenant, User).BookCreditAsync(command, Branch.System, None);
                if (booked.Result.Code != CommandCode.Contended)
                {
                    booked.Result.Messages.ShouldBeEmpty();
                    return;
                }
            }

            throw new InvalidOperationException("The account stayed busy.");
        }
    }
}
