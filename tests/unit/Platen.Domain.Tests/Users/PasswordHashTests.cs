using System.Globalization;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Users;

/// <summary>AU15. libargon2 must be on the machine: without it these tests fail.</summary>
public sealed class PasswordHashTests
{
    private const string Secret = "correct horse";
    private static readonly PasswordPepper Pepper = PasswordPepper.Of([1, 2, 3])!;
    private static readonly PasswordPepper OtherPepper = PasswordPepper.Of([1, 2, 4])!;

    [Theory]
    [InlineData(PasswordAlgorithm.Argon2id, "$argon2id$v=19$m=19456,t=2,p=1,keyid=")]
    [InlineData(PasswordAlgorithm.Pbkdf2Sha512, "$pbkdf2-sha512$i=210000,keyid=")]
    public void Create_WithPepper_VerifiesUnderThatPepperOnly(PasswordAlgorithm algorithm, string start)
    {
        var hash = PasswordHash.Create(Secret, algorithm, Pepper);
        hash.ShouldStartWith(start + Pepper.Id);
        PasswordHash.Verify(hash, Secret, Pepper).ShouldBeTrue();
        PasswordHash.Verify(hash, Secret + " ", Pepper).ShouldBeFalse();
        (PasswordHash.Verify(hash, Secret), PasswordHash.CanVerify(hash)).ShouldBe((false, false));
        (PasswordHash.Verify(hash, Secret, OtherPepper), PasswordHash.CanVerify(hash, OtherPepper)).ShouldBe((false, false));
    }

    // Mutant: the pepper's name in the hash, but not the pepper. The name is no secret: a dump has it.
    [Fact]
    public void Verify_WithThePeppersNameTakenOut_IsWrong()
    {
        var hash = PasswordHash.Create(Secret, PasswordAlgorithm.Argon2id, Pepper);
        PasswordHash.Verify(hash.Replace(",keyid=" + Pepper.Id, "", StringComparison.Ordinal), Secret).ShouldBeFalse();
    }

    // The reference implementation's own vectors (phc-winner-argon2, test.c), so that its name and argument order are right
    [Theory]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password", true)]
    [InlineData("$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc", "password", true)]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "Password", false)]
    public void Verify_HashOfTheReferenceImplementation_IsReadAlike(string hash, string secret, bool right) => PasswordHash.Verify(hash, secret).ShouldBe(right);

    [Fact]
    public void Verify_HashOfBefore_StillWorks()
    {
        const string Old = "$pbkdf2-sha512$i=1000$AAECAwQFBgcICQoLDA0ODw$";
        var derived = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2("s3cret"u8, [.. Enumerable.Range(0, 16).Select(i => (byte)i)], 1000, System.Security.Cryptography.HashAlgorithmName.SHA512, 32);
        PasswordHash.Verify(Old + Convert.ToBase64String(derived).TrimEnd('='), "s3cret", Pepper).ShouldBeTrue();
    }

    [Fact]
    public void NeedsRehash_OtherAlgorithmPepperOrCost_IsTrueElseFalse()
    {
        var hash = PasswordHash.Create(Secret, PasswordAlgorithm.Argon2id, Pepper);
        PasswordHash.NeedsRehash(hash, PasswordAlgorithm.Argon2id, Pepper).ShouldBeFalse();
        PasswordHash.NeedsRehash(hash, PasswordAlgorithm.Pbkdf2Sha512, Pepper).ShouldBeTrue();
        PasswordHash.NeedsRehash(hash, PasswordAlgorithm.Argon2id, OtherPepper).ShouldBeTrue();
        PasswordHash.NeedsRehash(hash, PasswordAlgorithm.Argon2id, null).ShouldBeTrue();
        PasswordHash.NeedsRehash(PasswordHash.Create(Secret, PasswordAlgorithm.Argon2id, Pepper, 0, new Argon2Cost(64, 1, 1)), PasswordAlgorithm.Argon2id, Pepper).ShouldBeTrue();
        PasswordHash.NeedsRehash(PasswordHash.Create(Secret, PasswordAlgorithm.Pbkdf2Sha512, Pepper, 10, default), PasswordAlgorithm.Pbkdf2Sha512, Pepper).ShouldBeTrue();
    }

    // Mutants: no bound on what a stored hash may cost; parameters passed over
    [Theory]
    [InlineData("")]
    [InlineData("$argon2id$v=19$m=1048576,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=19$m=65536,t=11,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=19$m=8,t=1,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1,data=AAAA$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=19$m=65536,t=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2id$v=19$m=65536,t=2,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    [InlineData("$pbkdf2-sha512$i=2000001$AAECAwQFBgcICQoLDA0ODw$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")]
    public void Verify_HostileOrUnknownHash_IsUnreadable(string hash) =>
        (PasswordHash.Verify(hash, "password"), PasswordHash.CanVerify(hash)).ShouldBe((false, false));

    [Fact]
    public void Create_Twice_SaltsAnew() =>
        PasswordHash.Create(Secret, PasswordAlgorithm.Argon2id, Pepper).ShouldNotBe(PasswordHash.Create(Secret, PasswordAlgorithm.Argon2id, Pepper));

    [Fact]
    public void Pepper_OfNoKey_IsNone()
    {
        PasswordPepper.Of([]).ShouldBeNull();
        Pepper.Id.ShouldNotBe(OtherPepper.Id);
    }

    [Theory]
    [InlineData(false, true, PasswordAlgorithm.Argon2id, false)]
    [InlineData(false, false, PasswordAlgorithm.Pbkdf2Sha512, true)]
    [InlineData(true, true, PasswordAlgorithm.Pbkdf2Sha512, false)]
    [InlineData(true, false, PasswordAlgorithm.Pbkdf2Sha512, false)]
    public void Scheme_IsArgon2idUnlessFipsOrMissing(bool fips, bool available, PasswordAlgorithm algorithm, bool fallback)
    {
        var scheme = PasswordScheme.Choose(fips, available);
        (scheme.Algorithm, scheme.IsFallback).ShouldBe((algorithm, fallback));
        scheme.Reason.Contains("libargon2-1", StringComparison.Ordinal).ShouldBe(fallback);
    }

    [Fact]
    public void Phc_AsText_ReadsBackTheSame()
    {
        var hash = PasswordHash.Create(Secret, PasswordAlgorithm.Argon2id, Pepper);
        PhcString.TryRead(hash)!.ToString().ShouldBe(hash);
        hash.Length.ShouldBeLessThan(150, string.Create(CultureInfo.InvariantCulture, $"{hash.Length} characters go to every site"));
    }
}
