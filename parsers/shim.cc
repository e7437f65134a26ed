// shim.cc - two C++ libraries as C: libphonenumber and CLD2
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/shim.h"

#include <climits>
#include <cstring>
#include <string>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace
{
// Quiets libphonenumber, which else writes to standard output; made once, at
// the first use, and safe from several threads (C++11's local statics).
const PhoneNumberUtil &
phone_util()
{
	static const PhoneNumberUtil *const util = [] {
		PhoneNumberUtil *made = PhoneNumberUtil::GetInstance();
		made->SetLogger(new NullLogger);
		return made;
	}();
	return *util;
}

bool
is_premium(PhoneNumberUtil::PhoneNumberType type)
{
	return type == PhoneNumberUtil::PREMIUM_RATE ||
		type == PhoneNumberUtil::SHARED_COST;
}

bool
phone_parse(const char *text, const char *region, PsqShimPhone *ret_phone)
{
	const PhoneNumberUtil &util = phone_util();
	PhoneNumber number;
	if (util.Parse(text, region, &number) !=
		PhoneNumberUtil::NO_PARSING_ERROR) {
		return false;
	}
	std::string e164;
	util.Format(number, PhoneNumberUtil::E164, &e164);
	PsqShimPhone phone = {};
	if (e164.size() >= sizeof phone.e164) {
		return false;
	}
	memcpy(phone.e164, e164.c_str(), e164.size() + 1);
	// A number is valid if it is of any type: IsValidNumber() would only
	// look for the type again.
	PhoneNumberUtil::PhoneNumberType type = util.GetNumberType(number);
	phone.valid = type != PhoneNumberUtil::UNKNOWN;
	phone.possible = util.IsPossibleNumber(number);
	phone.premium = is_premium(type);
	phone.country = number.country_code();
	*ret_phone = phone;
	return true;
}

bool
language(const char *text, size_t len, char ret_code[8], int *ret_percent,
	bool *ret_reliable)
{
	if (len > INT_MAX) {
		return false;
	}
	CLD2::CLDHints hints = { nullptr, "", CLD2::UNKNOWN_ENCODING,
		CLD2::UNKNOWN_LANGUAGE };
	CLD2::Language three[3];
	int percent[3];
	double scores[3];
	int text_bytes = 0;
	bool reliable = false;
	CLD2::Language found = CLD2::ExtDetectLanguageSummary(text,
		static_cast<int>(len), true, &hints, CLD2::kCLDFlagBestEffort,
		three, percent, scores, nullptr, &text_bytes, &reliable);
	if (found == CLD2::UNKNOWN_LANGUAGE) {
		return false;
	}
	const char *code = CLD2::LanguageCode(found);
	if (strlen(code) >= 8) {
		return false;
	}
	strcpy(ret_code, code);
	*ret_percent = found == three[0] ? percent[0] : 0;
	*ret_reliable = reliable;
	return true;
}
} // namespace

// No exception passes the two functions below: what either library throws
// (std::bad_alloc, protobuf's) reads as "it is none".

bool
psq_shim_phone_parse(
	const char *text, const char *region, PsqShimPhone *ret_phone)
try {
	return phone_parse(text, region, ret_phone);
} catch (...) {
	return false;
}

bool
psq_shim_language(const char *text, size_t len, char ret_code[8],
	int *ret_percent, bool *ret_reliable)
try {
	return language(text, len, ret_code, ret_percent, ret_reliable);
} catch (...) {
	return false;
}
