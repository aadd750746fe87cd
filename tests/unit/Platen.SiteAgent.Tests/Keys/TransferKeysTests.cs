using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Keys;

public sealed class TransferKeysTests
{
    private static readonly JobId Job = JobId.New(TimeProvider.System);

    private static TransferKeys NewKeys() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    [Fact]
    public async Task Document_SentSealedWithItsKeyWrapped_OpensAtTheReceiver()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var document = SpoolFixture.Bytes(200_000);
        var job = await spool.ReceiveAsync(document);
        using var receiver = NewKeys();
        using var sender = await spool.Jobs.OpenSealedAsync(job.Id);

        using var cipher = receiver.Unwrap(sender.WrapKeyFor(receiver.PublicKey.Span), job.Id).ShouldNotBeNull();

        var (chunk, plain) = (new byte[ChunkCipher.SealedChunkBytes], new byte[document.Length]);
        for (var index = 0; index < sender.ChunkCount; index++)
        {
            var length = sender.ReadChunk(index, chunk);
            cipher.TryOpen(chunk.AsSpan(0, length), plain.AsSpan(index * ChunkCipher.ChunkBytes), index, index == sender.ChunkCount - 1).ShouldBeTrue();
        }

        plain.ShouldBe(document);
    }

    [Fact]
    public void WrappedKey_ChangedAnywhere_DoesNotUnwrap()
    {
        using var receiver = NewKeys();
        var wrapped = TransferKeys.Wrap(new byte[32], Job, receiver.PublicKey.Span);
        wrapped.Length.ShouldBe(TransferKeys.WrappedBytes);
        for (var at = 0; at < wrapped.Length; at++)
        {
            wrapped[at] ^= 1;
            receiver.Unwrap(wrapped, Job).ShouldBeNull($"byte {at}");
            wrapped[at] ^= 1;
        }

        receiver.Unwrap(wrapped, Job).ShouldNotBeNull().Dispose();
        receiver.Unwrap(wrapped.AsSpan(1), Job).ShouldBeNull();
    }

    [Fact]
    public void WrappedKey_ForAnotherJobOrAgent_DoesNotUnwrap()
    {
        using var receiver = NewKeys();
        using var other = NewKeys();
        var wrapped = TransferKeys.Wrap(new byte[32], Job, receiver.PublicKey.Span);

        receiver.Unwrap(wrapped, JobId.New(TimeProvider.System)).ShouldBeNull();
        other.Unwrap(wrapped, Job).ShouldBeNull();
    }

    [Fact]
    public void Recipient_OnAnotherCurve_IsRefused()
    {
        using var p384 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<CryptographicException>(() => TransferKeys.Wrap(new byte[32], Job, p384.ExportSubjectPublicKeyInfo()));
        Should.Throw<CryptographicException>(() => TransferKeys.Wrap(new byte[32], Job, new byte[40]));
    }
}
